import { beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from './chromium.ts'
import { realUrl, shownUrl } from './routes.ts'
import { state } from './runtime-state.ts'

describe('addresses of the app in Chromium', () => {
  beforeAll(() => void state.schemes.add('tributary'))
  it('go to an http address and back', () => {
    const url = 'tributary://app/index.html?a=1#b'
    expect(shownUrl(url)).toBe('http://tributary-app.localhost/index.html?a=1#b')
    expect(realUrl(shownUrl(url))).toBe(url)
  })
  it.each(['http://127.0.0.1:5173/', 'https://example.com/x', 'http://other-app.localhost/', 'about:blank'])(
    'leave %s alone',
    (url) => expect(realUrl(url)).toBe(url),
  )
})

describe('finding Chromium', () => {
  const ANY = { headless: true }
  it('takes the one that is named, and only that', () => {
    expect(findChromium(ANY, { TRIBUTARY_CHROMIUM: '/opt/c' }, () => true)).toBe('/opt/c')
    expect(() => findChromium(ANY, { TRIBUTARY_CHROMIUM: '/opt/c' }, () => false)).toThrow(
      '/opt/c, which does not exist',
    )
  })
  it('prefers one without windows where nobody is to see any', () => {
    expect(findChromium({ headless: true }, {}, () => true)).toBe('/usr/bin/chromium-headless-shell')
    expect(findChromium({ headless: false }, {}, () => true)).toBe('/usr/bin/chromium')
  })
  it("takes the system's, and says what to do when there is none", () => {
    expect(findChromium(ANY, {}, (path) => path === '/usr/bin/chromium-browser')).toBe(
      '/usr/bin/chromium-browser',
    )
    expect(() => findChromium(ANY, {}, () => false)).toThrow('set TRIBUTARY_CHROMIUM')
  })
})
