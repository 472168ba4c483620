import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TributaryError } from '../core/failure.ts'
import { isLoopback } from '../sdwui/client/loopback.ts'
import { normaliseWorkerUrl } from './worker-url.ts'

describe('an address as a person types it', () => {
  test.each([
    ['192.168.1.3:7860', 'http://192.168.1.3:7860', '192.168.1.3'],
    ['argon', 'http://argon:7860', 'argon'],
    ['argon:80', 'http://argon', 'argon'],
    ['[::1]', 'http://[::1]:7860', '::1'],
    ['argon/sd1', 'http://argon/sd1', 'argon'],
    ['argon:7861', 'http://argon:7861', 'argon:7861'],
    ['http://argon:7860/', 'http://argon:7860', 'argon'],
    ['HTTPS://Argon.Local', 'https://argon.local', 'argon.local'],
    ['https://host/sd1/', 'https://host/sd1', 'host'],
    ['https://host//sd1///x//', 'https://host/sd1/x', 'host'],
    ['http://[::1]:7860', 'http://[::1]:7860', '::1'],
    ['[fe80::1]:7861', 'http://[fe80::1]:7861', '[fe80::1]:7861'],
    ['  argon  ', 'http://argon:7860', 'argon'],
    ['http://argon:80', 'http://argon', 'argon'],
    ['https://argon:443/x?query=1#hash', 'https://argon/x', 'argon'],
    ['http://münchen.local', 'http://xn--mnchen-3ya.local', 'xn--mnchen-3ya.local'],
    ['laptop:127.0.0.1:7999', 'http://127.0.0.1:7999', 'laptop'],
    ['laptop:gpu.example:80/sd', 'http://gpu.example/sd', 'laptop'],
    ['laptop:[fd00::1]:7999', 'http://[fd00::1]:7999', 'laptop'],
    ['laptop:[fd00::1]', 'http://[fd00::1]:7860', 'laptop'],
    ['laptop=https://gpu.example', 'https://gpu.example', 'laptop'],
  ])('%s', (typed, url, suggestedName) => {
    expect(normaliseWorkerUrl(typed)).toMatchObject({ url, suggestedName, user: null, password: null })
  })

  test('a host name may be as long as names can be', () => {
    const longest = `${'abc.'.repeat(63)}d`
    expect(longest).toHaveLength(253)
    for (const host of [longest, `${longest}.`, `${'x'.repeat(63)}.example`])
      expect(normaliseWorkerUrl(`http://${host}`).url).toBe(`http://${host}`)
  })

  test('credentials leave the address', () => {
    expect(normaliseWorkerUrl('https://artist:p%40ss:w%rd@host:7860/x')).toEqual({
      ...{ url: 'https://host:7860/x', user: 'artist', password: 'p@ss:w%rd', suggestedName: 'host' },
    })
    expect(normaliseWorkerUrl('artist@host')).toMatchObject({
      url: 'http://host:7860',
      user: 'artist',
      password: null,
    })
  })

  test.each([
    ['', /needed/],
    ['   ', /needed/],
    ['ftp://host', /not ftp/],
    ['file:///etc/passwd', /not file/],
    ['javascript://host/%0aalert(1)', /not javascript/],
    ['ht!tp://::', /not an address/],
    ['http://', /not an address/],
    ['fd00:1:7860', /not an address/],
    ['laptop:host:0', /not an address/],
    ['laptop:host:port:1', /not an address/],
    ['http://host:0', /not an address/],
    ['http://host:65536', /not an address/],
    ['http://host:-1', /not an address/],
    ['http://host:port', /not an address/],
    ['http://[::1', /not an address/],
    ['http://[g::1]', /not an address/],
    ['http://256.1.1.1', /not an address/],
    ['http://ho st', /spaces/],
    ['http://host\\path', /backslashes/],
    ['http://host\r\nX-Header: 1', /control characters/],
    ['http://host\u0000', /control characters/],
    ['http://user:secret@', /not an address/],
    ['http://user:secret@[bad', /not an address/],
    ['http://*', /not an address/],
    ['x'.repeat(3000), /too long/],
    [`http://${'x'.repeat(64)}.example`, /63 characters at most; x{20}… has 64/],
    [`http://${'x'.repeat(64)}`, /63 characters at most/],
    [`http://${'ü'.repeat(60)}.example`, /63 characters at most|not an address/],
    [`http://${'abc.'.repeat(63)}de`, /253 characters at most; this one has 254/],
  ])('%j is refused in words', (typed, words) => {
    const refusal = (() => {
      try {
        return normaliseWorkerUrl(typed)
      } catch (error) {
        return error
      }
    })()
    expect(refusal).toBeInstanceOf(TributaryError)
    expect(refusal).toMatchObject({
      kind: 'bad-request',
      field: 'url',
      message: expect.stringMatching(words),
    })
    expect((refusal as Error).message).not.toContain('secret')
  })

  test('whatever is typed gives an http address without credentials, that reads back as itself, or a refusal', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.domain(),
      fc.ipV6().map((ip) => `[${ip}]:80`),
    )
    fc.assert(
      fc.property(typed, (text) => {
        let found: ReturnType<typeof normaliseWorkerUrl>
        try {
          found = normaliseWorkerUrl(text)
        } catch (error) {
          expect(error).toBeInstanceOf(TributaryError)
          return
        }
        const url = new URL(found.url)
        expect(['http:', 'https:']).toContain(url.protocol)
        expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', ''])
        expect(normaliseWorkerUrl(found.url).url).toBe(found.url)
      }),
      { numRuns: 500 },
    )
  })
})

describe('loopback', () => {
  test.each([
    'localhost',
    'LOCALHOST',
    'sd.localhost',
    '127.0.0.1',
    '127.8.9.10',
    '::1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '::ffff:7f00:1',
  ])('%s is this machine', (name) => expect(isLoopback(name)).toBe(true))
  test.each([
    'argon',
    'notlocalhost',
    'localhost.example',
    '192.168.1.3',
    '10.0.0.1',
    '128.0.0.1',
    '[::2]',
    '127.0.0.1.example',
  ])('%s is not', (name) => expect(isLoopback(name)).toBe(false))
})
