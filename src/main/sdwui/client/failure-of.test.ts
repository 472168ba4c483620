import { AxiosError } from 'axios'
import { describe, expect, test } from 'vitest'
import { plainText, reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { told } from '../../testing/told.ts'
import { failureInAnswer, failureOfError, failureOfStatus, retryAfterOf, serverWords } from './failure-of.ts'

const CONTEXT = { host: 'argon:7860', hasCredentials: false, midAnswer: false }
const coded = (code: string, message = code) => Object.assign(new Error(message), { code })

describe('what sockets and TLS say', () => {
  test.each([
    ['ECONNREFUSED', 'unreachable', /refused/],
    ['EHOSTUNREACH', 'unreachable', /argon:7860 cannot be reached: no route/],
    ['ENETUNREACH', 'unreachable', /cannot be reached: no route/],
    ['ENOTFOUND', 'dns', /is unknown/],
    ['EAI_AGAIN', 'dns', /is unknown/],
    ['ETIMEDOUT', 'timeout', /does not answer/],
    ['ECONNABORTED', 'timeout', /does not answer/],
    ['ECONNRESET', 'connection-reset', /closed the connection/],
    ['EPIPE', 'connection-reset', /closed the connection/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', /self-signed/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', /self-signed/],
    ['CERT_HAS_EXPIRED', 'tls', /expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', /another name/],
    ['CERT_REVOKED', 'tls', /No secure connection/],
    ['HPE_INVALID_CONSTANT', 'not-sdwui', /does not speak http/],
    ['ERR_CANCELED', 'aborted', /was cancelled/],
    ['ABORT_ERR', 'aborted', /was cancelled/],
    ['SOMETHING_NEW', 'unreachable', /SOMETHING_NEW/],
  ])('%s is %s', (code, kind, words) => {
    const failure = failureOfError(coded(code), CONTEXT)
    expect(failure).toBeInstanceOf(WorkerFailure)
    expect(failure.kind).toBe(kind)
    expect(failure.message).toMatch(words)
    expect(failure.cause).toBeInstanceOf(Error)
  })

  test('https where plain http is spoken says so', () => {
    expect(
      told(failureOfError(coded('EPROTO', 'ssl3_get_record:wrong version number'), CONTEXT)),
    ).toMatchObject({
      ...{ kind: 'tls', remedy: expect.stringContaining('http://') },
    })
  })
  test('whatever broke while the answer came is a broken connection, unless it was called off', () => {
    const context = { ...CONTEXT, midAnswer: true }
    expect(failureOfError(coded('ETIMEDOUT'), context).kind).toBe('connection-reset')
    expect(failureOfError(new Error('aborted'), context).kind).toBe('connection-reset')
    expect(failureOfError(coded('ERR_CANCELED'), context).kind).toBe('aborted')
  })
  test('looks through wrappers for the code, and for a failure that was typed below', () => {
    const wrapped = new AxiosError('Network Error', undefined)
    wrapped.cause = coded('ENOTFOUND')
    expect(failureOfError(wrapped, CONTEXT).kind).toBe('dns')
    const several = new AggregateError([coded('ECONNREFUSED'), coded('ETIMEDOUT')], 'all failed')
    expect(failureOfError(several, CONTEXT).kind).toBe('unreachable')
    const typed = new WorkerFailure('tls-changed', 'another certificate')
    expect(failureOfError(new Error('wrapped', { cause: typed }), CONTEXT)).toBe(typed)
  })
  test('is not caught in a circle of causes', () => {
    const [a, b] = [new Error('a'), new Error('b')]
    a.cause = b
    b.cause = a
    expect(failureOfError(a, CONTEXT).kind).toBe('unreachable')
  })
  test('takes what is not even an error', () => {
    expect(failureOfError('nonsense', CONTEXT)).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('nonsense'),
    })
    expect(failureOfError(null, CONTEXT).kind).toBe('unreachable')
  })
})

describe('what a status means', () => {
  test.each([
    [
      'https://ada:secret@argon:7861/sdapi/v1/options?token=x',
      'argon:7860 redirects to https://argon:7861 (301).',
    ],
    ['/sdapi/v1/options/', 'argon:7860 redirects elsewhere (301).'],
    ['/sdnext/sdapi/v1/options', 'argon:7860 redirects to argon:7860/sdnext (301).'],
    ['/a/b/internal/ping?token=x', 'argon:7860 redirects to argon:7860/a/b (301).'],
    ['/token=secret/sdapi/v1/options', 'argon:7860 redirects elsewhere (301).'],
    ['//evil/sdapi/v1/options', 'argon:7860 redirects elsewhere (301).'],
    ['javascript:1', 'argon:7860 redirects elsewhere (301).'],
    [undefined, 'argon:7860 redirects elsewhere (301).'],
  ])('a redirect to %s names the server it leads to, and no more', (location, message) => {
    expect(failureOfStatus(301, '', CONTEXT, { location })).toMatchObject({ kind: 'not-sdwui', message })
  })

  const of = (status: number, body: unknown, context = CONTEXT) =>
    failureOfStatus(status, typeof body === 'string' ? body : JSON.stringify(body), context)
  const a1111 = (detail: string) => ({ error: 'HTTPException', detail, body: '', errors: '' })

  test.each<[string, number, unknown, string, RegExp]>([
    [
      'out of memory on A1111',
      500,
      { error: 'OutOfMemoryError', detail: '', body: '', errors: 'CUDA out of memory. Tried' },
      'out-of-memory',
      /CUDA/,
    ],
    [
      'out of memory on Forge',
      500,
      { error: 'RuntimeError', detail: '', body: '', message: 'CUBLAS_STATUS_ALLOC_FAILED' },
      'out-of-memory',
      /ALLOC/,
    ],
    ['a sampler it lacks', 404, a1111('Sampler not found'), 'unknown-sampler', /Sampler not found/],
    ['the API off', 404, { detail: 'Not Found' }, 'no-api', /no sdwui API/],
    ['a page of somebody else', 404, '<!DOCTYPE html><h1>404</h1>', 'not-sdwui', /not as sdwui/],
    [
      'validation, Pydantic 1',
      422,
      { detail: [{ loc: ['body', 'steps'], msg: 'value is not a valid integer', type: 't' }] },
      'validation',
      /steps: value is not/,
    ],
    [
      'validation, Pydantic 2',
      422,
      { detail: [{ type: 'int_type', loc: ['body', 'steps'], msg: 'Input should be', input: 'x' }] },
      'validation',
      /steps: Input/,
    ],
    ['an unknown script', 422, a1111("Script 'x' not found"), 'validation', /Script 'x'/],
    ['sd.cpp refusing', 400, { error: 'prompt required' }, 'validation', /prompt required/],
    [
      'an exception',
      500,
      { error: 'NansException', detail: '', body: '', errors: 'A tensor with NaNs' },
      'server-error',
      /NaNs/,
    ],
    ['an exception without words', 500, 'Internal Server Error', 'server-error', /Internal Server Error/],
    [
      'koboldcpp busy',
      503,
      { detail: { msg: 'Server is busy; please try again later.', type: 'service_unavailable' } },
      'rate-limited',
      /busy/,
    ],
    ['a gateway', 502, '<html>Bad Gateway</html>', 'gateway', /502/],
    ['a gateway that waited', 504, '', 'gateway', /504/],
    ...[408, 444, 460, 499, 504, 507, 520, 521, 522, 523, 524, 525, 526, 527, 530, 598, 599].map(
      (status): [string, number, unknown, string, RegExp] => [
        `a gateway's ${status}`,
        status,
        `error code: ${status}`,
        'gateway',
        new RegExp(`gateway in front of argon:7860 answered ${status}`),
      ],
    ),
    ["a gateway's own page", 500, '<html><h1>500 Internal Server Error</h1><hr>nginx', 'gateway', /500/],
    ['a sign-in page, forbidden', 403, '<html><form><input type="password">', 'sign-in-page', /sign-in page/],
    [
      'a sign-in page, unauthorised',
      401,
      '\n<!doctype html><a href="/login">',
      'sign-in-page',
      /sign-in page/,
    ],
    ['a captive portal', 511, '', 'sign-in-page', /sign-in page/],
    ['a gateway that forbids', 403, '<html><h1>403 Forbidden</h1>', 'sign-in-page', /does not allow access/],
    ['a password asked for by nginx', 401, '<html>401 Authorization Required</html>', 'auth', /password/],
    [
      'a request that is too large for nginx',
      413,
      '<html><h1>413 Request Entity Too Large</h1>',
      'validation',
      /no request as large as this one \(413\)/,
    ],
    ['too many requests', 429, { detail: 'slow down' }, 'rate-limited', /no more requests/],
    ['a redirect', 307, '', 'not-sdwui', /elsewhere/],
    ['forbidden', 403, '', 'auth', /asks for a password/],
  ])('%s', (_name, status, body, kind, words) => {
    const failure = of(status, body)
    expect([failure.kind, failure.status]).toEqual([kind, status])
    expect(failure.message).toMatch(words)
  })

  test('401 asks for a password, or says that the given one is wrong', () => {
    expect(of(401, a1111('Not authenticated')).message).toMatch(/asks for a password/)
    expect(of(401, a1111('Incorrect'), { ...CONTEXT, hasCredentials: true }).message).toMatch(/rejects/)
  })
  test('a redirect to a sign-in page is one', () => {
    const to = (location: string) => failureOfStatus(302, '', CONTEXT, { location }).kind
    expect(to('https://argon/outpost.goauthentik.io/start')).toBe('sign-in-page')
    expect(to('/login?next=/sdapi')).toBe('sign-in-page')
    expect(to('https://argon/sdapi/v1/txt2img/')).toBe('not-sdwui')
  })
  test('cleans what it repeats of a server’s words', () => {
    const failure = of(422, { detail: 'bad \u001b[31m\u0007steps\u202e\u0000' })
    expect(failure.message).toBe('bad steps')
    expect(of(422, { detail: [{ loc: ['body', 'a\u202e'], msg: 'm'.repeat(900_000) }] }).message).toMatch(
      /^a: m{149}…$/,
    )
  })
  test('bounds what it repeats of a server’s words', () => {
    expect(of(500, { error: 'x', errors: 'y'.repeat(100_000) }).message.length).toBeLessThanOrEqual(500)
    expect(
      of(422, { detail: Array.from({ length: 1000 }, () => ({ loc: ['body', 'a'], msg: 'm' })) }).message
        .length,
    ).toBeLessThan(200)
  })
  test.each([
    ['null', ''],
    ['"a bare string"', 'a bare string'],
    ['[]', ''],
    ['{"detail": null, "error": {"message": "nested"}}', 'nested'],
    ['{"detail": [1, null, {"loc": "x"}]}', ''],
    ['', ''],
    ['<html>x</html>', ''],
    ['plain words', 'plain words'],
  ])('reads %j without stumbling', (body, words) => {
    expect(serverWords(body)).toBe(words)
  })
})

describe('what is said in full', () => {
  const host = 'argon:7860'
  test.each([
    ['ECONNREFUSED', 'unreachable', 'refused'],
    ['EADDRNOTAVAIL', 'unreachable', 'no-way'],
    ['EHOSTDOWN', 'unreachable', 'no-way'],
    ['EACCES', 'unreachable', 'no-way'],
    ['ENOTFOUND', 'dns', 'name-unknown'],
    ['ERR_SOCKET_CONNECTION_TIMEOUT', 'timeout', 'no-answer'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'connection-reset', 'closed'],
  ] as const)('%s, of the server or of the proxy it is asked through', (code, kind, what) => {
    expect(failureOfError(coded(code), CONTEXT)).toMatchObject({
      ...{ kind, what: reason(`server.${what}`, { host }), remedy: reason(`server.${what}.remedy`) },
    })
    expect(failureOfError(coded(code), { ...CONTEXT, proxy: 'gate:3128' })).toMatchObject({
      ...{ kind, what: reason(`server.proxy-${what}`, { host: 'gate:3128' }) },
    })
  })
  test.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'self-signed'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'self-signed'],
    ['CERT_HAS_EXPIRED', 'expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'other-name'],
  ] as const)("%s, the server's own also through a proxy", (code, what) => {
    expect(failureOfError(coded(code), { ...CONTEXT, proxy: 'gate:3128' })).toMatchObject({
      ...{ kind: 'tls', what: reason(`server.${what}`, { host }), remedy: reason(`server.${what}.remedy`) },
    })
  })
  test.each(['CERT_X', 'ERR_TLS_X', 'ERR_SSL_X', 'HOSTNAME_MISMATCH', 'INVALID_CA', 'UNABLE_TO_X', 'EPROTO'])(
    '%s is no secure connection, in the words of TLS',
    (code) => {
      expect(failureOfError(coded(code, 'bad luck'), CONTEXT)).toMatchObject({
        ...{ kind: 'tls', what: reason('server.not-secure', { host, error: 'bad luck' }) },
        remedy: reason('server.not-secure.remedy'),
      })
    },
  )
  test.each(['wrong version number', 'packet length too long', 'ERR: WRONG_VERSION_NUMBER'])(
    '%s: http is spoken there',
    (message) => {
      expect(failureOfError(coded('EPROTO', message), CONTEXT)).toMatchObject({
        ...{ kind: 'tls', what: reason('server.no-https', { host }) },
      })
    },
  )
  test('a code that only looks like one of TLS is not', () => {
    expect(failureOfError(coded('MY_CERT_X'), CONTEXT).kind).toBe('unreachable')
    expect(failureOfError(coded('X_HPE_'), CONTEXT).kind).toBe('unreachable')
  })
  test('an answer that is longer than taken in, and one that is no http', () => {
    expect(failureOfError(new Error('maxContentLength size of 9 exceeded'), CONTEXT)).toMatchObject({
      ...{ kind: 'too-large', what: reason('server.too-long', { host }) },
    })
    expect(failureOfError(coded('ERR_HTTP_X'), CONTEXT)).toMatchObject({
      ...{
        kind: 'not-sdwui',
        what: reason('server.no-http', { host }),
        remedy: reason('server.no-http.remedy'),
      },
    })
  })
  test('a connection that broke in the middle of an answer', () => {
    expect(
      failureOfError(coded('ECONNRESET'), { ...CONTEXT, midAnswer: true, proxy: 'gate:1' }),
    ).toMatchObject({
      ...{ kind: 'connection-reset', what: reason('server.broke-off', { host }), remedy: null },
    })
  })

  const of = (status: number, body = '', hasCredentials = false) =>
    failureOfStatus(status, body, { ...CONTEXT, hasCredentials })
  test.each([
    [401, '', 'auth', 'password'],
    [404, '', 'no-api', 'no-api'],
    [404, '<html>', 'not-sdwui', 'not-sdwui'],
    [403, '<html>', 'sign-in-page', 'gateway-forbids'],
    [407, '', 'gateway', 'proxy-password'],
  ] as const)('%d %j', (status, body, kind, what) => {
    expect(of(status, body)).toMatchObject({
      ...{ kind, what: reason(`server.${what}`, { host }), remedy: reason(`server.${what}.remedy`), status },
    })
  })
  test.each([
    [403, 'auth', reason('server.password-refused', { host }), true],
    [502, 'gateway', reason('server.gateway', { host, status: 502 }), false],
    [503, 'gateway', reason('server.gateway', { host, status: 503 }), false],
    [501, 'server-error', reason('server.status', { host, status: 501 }), false],
    [422, 'validation', reason('server.refuses', { host, status: 422 }), false],
    [400, 'validation', reason('server.refuses', { host, status: 400 }), false],
    [204, 'server-error', reason('server.no-pictures', { host, status: 204 }), false],
    [429, 'rate-limited', reason('server.rate-limited', { host }), false],
    [418, 'server-error', reason('server.status', { host, status: 418 }), false],
    [399, 'not-sdwui', reason('server.sends-elsewhere', { host, status: 399 }), false],
    [300, 'not-sdwui', reason('server.sends-elsewhere', { host, status: 300 }), false],
  ] as const)('%d without a word', (status, kind, what, hasCredentials) => {
    expect(of(status, '', hasCredentials)).toMatchObject({ kind, what, status })
  })
  test('a page that asks to sign in counts as one below 500, and not where nothing is', () => {
    const page = '<html><a href="/login">'
    expect([200, 401, 404, 499, 500].map((status) => of(status, page).kind)).toEqual([
      ...['sign-in-page', 'sign-in-page', 'not-sdwui', 'sign-in-page', 'gateway'],
    ])
  })
  test('memory that ran out, in words of ours where there are none, is the same in a status and in an answer', () => {
    const known = { kind: 'out-of-memory', remedy: reason('server.out-of-memory.remedy') }
    expect(of(500, '<html>CUDA out of memory')).toMatchObject({
      ...{ ...known, what: reason('server.out-of-memory'), status: 500 },
    })
    expect(failureInAnswer('{"detail":"CUDA out of memory"}', null)).toMatchObject({
      ...{ ...known, what: plainText('CUDA out of memory'), status: null },
    })
  })
  test('an answer that tells a failure instead of images', () => {
    expect(failureInAnswer('{"images":[]}', null)).toBeNull()
    expect(failureInAnswer('{"error":"Sampler Heun not found"}', null)?.kind).toBe('unknown-sampler')
    expect(failureInAnswer('{"images":[]}', 'broken')).toMatchObject({
      ...{ kind: 'server-error', what: plainText('broken'), remedy: reason('server.console.remedy') },
    })
    expect(failureInAnswer('{"error":"first"}', 'broken')).toMatchObject({ what: plainText('first') })
  })
  test.each([
    ['{"detail":"","errors":"","message":"m","error":"e"}', 'm'],
    ['{"detail":"","errors":"x","message":"m"}', 'x'],
    ['{"error":{"msg":7}}', '7'],
    ['{"detail":{"msg":"of detail"},"error":{"msg":"of error"}}', 'of detail'],
    ['{"detail":[{"loc":["body","a",0],"msg":"bad"},{"msg":"worse"},{"loc":["b"]}]}', 'a.0: bad; worse; b'],
    [JSON.stringify({ detail: ['a', 'b', 'c', 'd', 'e', 'f'].map((msg) => ({ msg })) }), 'a; b; c; d; e'],
    ['7', ''],
  ])('the words of %s', (body, words) => {
    expect(serverWords(body)).toBe(words)
  })
})

describe('when to ask again', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  test.each([
    ['120', 120],
    [' 7 ', 7],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['999999999', 3600],
    ['soon', undefined],
    [undefined, undefined],
  ])('is read from Retry-After: %s', (value, seconds) => {
    expect(retryAfterOf(value, now)).toBe(seconds)
  })

  test('is part of the failure, and the missing route of a server that may have others too', () => {
    const { kind, retryAfterSeconds } = failureOfStatus(429, '', CONTEXT, { retryAfterSeconds: 30 })
    expect([kind, retryAfterSeconds]).toEqual(['rate-limited', 30])
    expect(
      failureOfStatus(404, '{"detail":"Not Found"}', { ...CONTEXT, path: '/sdapi/v1/txt2img' }).what,
    ).toEqual(reason('server.no-route', { host: CONTEXT.host, path: '/sdapi/v1/txt2img' }))
  })
})
