import { describe, expect, test } from 'vitest'
import { WorkerFailure } from '../../core/failure.ts'
import { told } from '../../testing/told.ts'
import { proxyFor, throughProxy } from './proxy.ts'

const env = { HTTP_PROXY: 'http://user:secret@gate:3128', HTTPS_PROXY: 'http://gate:3129' }

describe('the proxy for an address', () => {
  test('is chosen by its scheme, and shown without its password', () => {
    expect(proxyFor('http://argon:7860', env)).toEqual({
      url: 'http://user:secret@gate:3128/',
      host: 'gate:3128',
    })
    expect(proxyFor('https://argon', env)?.host).toBe('gate:3129')
    expect(proxyFor('https://argon', { HTTP_PROXY: 'http://gate' })).toBeNull()
  })

  test('small letters go first, and an empty value switches it off', () => {
    expect(proxyFor('http://argon', { ...env, http_proxy: 'other:1' })?.host).toBe('other:1')
    expect(proxyFor('http://argon', { ...env, http_proxy: '' })).toBeNull()
  })

  test.each(['socks5://gate:1080', 'http://', 'not a url', '::'])('none comes of %j', (HTTP_PROXY) => {
    expect(proxyFor('http://argon', { HTTP_PROXY })).toBeNull()
  })

  test.each(['192.168.1.3', '10.0.0.1', '[fd00::3]', 'argon', 'argon.lan'])('is asked for %s', (host) => {
    expect(proxyFor(`http://${host}:7860`, env)).not.toBeNull()
  })

  test.each(['localhost', '127.0.0.1', '[::1]', '169.254.3.4', '[fe80::1]', 'argon.local', 'argon.local.'])(
    'is never asked for %s',
    (host) => expect(proxyFor(`http://${host}:7860`, env)).toBeNull(),
  )

  test.each([
    ['argon', 'argon', true],
    ['ARGON', 'argon', true],
    ['argon', 'xargon', false],
    ['lan', 'argon.lan', true],
    ['.lan', 'argon.lan', true],
    ['*.lan', 'argon.lan', true],
    ['lan', 'argonlan', false],
    ['*', 'argon', true],
    ['a.example, argon', 'argon', true],
    ['a.example argon', 'argon', true],
    ['argon:7860', 'argon', true],
    ['argon:7861', 'argon', false],
    ['192.168.1.3', '192.168.1.3', true],
    ['168.1.3', '192.168.1.3', false],
    ['192.168.0.0/16', '192.168.1.3', true],
    ['192.168.0.0/24', '192.168.1.3', false],
    ['192.168.0.0/99', '192.168.1.3', false],
    ['0.0.0.0/0', 'argon', false],
    ['fd00::/8', '[fd00::3]', true],
    ['[fd00::3]', '[fd00::3]', true],
    ['fd00::3', '[fd00::3]', true],
    [',', 'argon', false],
  ])('NO_PROXY=%s for %s: asked directly %s', (NO_PROXY, host, direct) => {
    expect(proxyFor(`http://${host}:7860`, { ...env, NO_PROXY }) === null).toBe(direct)
  })
})

describe('a failure on the way through a proxy', () => {
  const proxy = { url: 'http://gate:3128/', host: 'gate:3128' }
  test.each(['unreachable', 'dns', 'timeout', 'gateway'] as const)(
    '%s names it and the way round it',
    (kind) => {
      const failure = throughProxy(new WorkerFailure(kind, 'No.', 'Try.'), proxy, 'argon')
      expect(told(failure)).toMatchObject({
        kind,
        message: 'No. The request went through the proxy gate:3128 from the environment.',
        remedy:
          'If argon is in your own network, list it in NO_PROXY (NO_PROXY=argon) and start Tributary again. Try.',
      })
    },
  )

  test.each(['auth', 'out-of-memory', 'aborted', 'validation'] as const)('%s is the server’s own', (kind) => {
    const failure = new WorkerFailure(kind, 'No.')
    expect(throughProxy(failure, proxy, 'argon')).toBe(failure)
    expect(throughProxy(new WorkerFailure('dns', 'No.'), null, 'argon').message).toBe('No.')
  })
})
