import { describe, expect, it } from 'vitest'
import { suggestedName } from './suggested-name.ts'
import { normaliseWorkerUrl } from './worker-url.ts'

const suggested = (typed: string, device: string | null = null, taken: readonly string[] = []) =>
  suggestedName(typed, normaliseWorkerUrl(typed), device, taken)

describe('the name that is suggested for a new machine', () => {
  it.each([
    ['render-03:7861', null, 'render-03'],
    ['https://render-03.studio.example/sd', 'RTX 3060', 'render-03'],
    ['argon:192.168.1.3:7860', 'RTX 3060', 'argon'],
    ['192.168.1.3:7861', 'RTX 3060', 'RTX 3060'],
    ['localhost:7860', 'RTX 3060', 'RTX 3060'],
    ['192.168.1.3:7861', null, '192.168.1.3:7861'],
    ['http://[::1]:7860', null, '::1'],
    ['localhost', null, 'localhost'],
  ])('of %s with GPU %s is %s', (typed, device, name) => {
    expect(suggested(typed, device)).toBe(name)
  })

  it('is not that of another machine', () => {
    expect(suggested('render-03:7861', null, ['render-03'])).toBe('render-03 2')
    expect(suggested('10.0.0.2', 'RTX 3060', ['rtx 3060', 'RTX 3060 2'])).toBe('RTX 3060 3')
  })
})
