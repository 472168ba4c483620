import { describe, expect, it } from 'vitest'
import { externalLink } from './lock-down.ts'

describe('links out of the panel', () => {
  it('may lead to the web', () => {
    expect(externalLink('https://example.com/a?b#c')).toBe('https://example.com/a?b#c')
    expect(externalLink('http://192.168.1.4:7860')).toBe('http://192.168.1.4:7860/')
  })
  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/x',
    'ms-word:x',
    'data:text/html,x',
    'x',
    '',
  ])('may not lead to %s', (url) => expect(externalLink(url)).toBeNull())
})
