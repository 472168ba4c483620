import { parseLenientJson } from '../../../shared/lenient-json.ts'
import { plainText, reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { type FailureKind, WorkerFailure } from '../../core/failure.ts'
import { serverText } from './server-text.ts'
import { isPage, isSignInPage, leadsToSignIn, signInPage } from './sign-in-page.ts'

/** Where it happened, for words a person reads. */
export interface FailureContext {
  /** address without credentials */
  readonly host: string
  /** address of the proxy it is asked through: then what does not answer is that one; null: none */
  readonly proxy?: string | null
  readonly hasCredentials: boolean
  /** part of the answer had come */
  readonly midAnswer: boolean
  /** what was asked for, where a server that lacks it may be well in all else; absent: anything */
  readonly path?: string
}

const TLS_CODES =
  /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/

/** What happened on the way, of a server and of the proxy it is asked through. */
const AT_PEER = {
  refused: ['server.refused', 'server.proxy-refused'],
  noWay: ['server.no-way', 'server.proxy-no-way'],
  nameUnknown: ['server.name-unknown', 'server.proxy-name-unknown'],
  noAnswer: ['server.no-answer', 'server.proxy-no-answer'],
  closed: ['server.closed', 'server.proxy-closed'],
} as const

/** What node's sockets and TLS say, as a failure. */
export function failureOfError(error: unknown, context: FailureContext): WorkerFailure {
  const own = ownFailure(error)
  if (own !== null) return own
  const { host, midAnswer } = context
  const of = (kind: FailureKind, what: Reason, remedy: Reason | null = null) =>
    new WorkerFailure(kind, what, remedy, { cause: error })
  // The connection is to the proxy then; what is said inside it is the server's.
  const atPeer = (what: keyof typeof AT_PEER) => {
    const [ofServer, ofProxy] = AT_PEER[what]
    return context.proxy ? reason(ofProxy, { host: context.proxy }) : reason(ofServer, { host })
  }
  const { code, message } = codeOf(error)
  if (code === 'ERR_CANCELED' || code === 'ABORT_ERR') return of('aborted', reason('server.called-off'))
  if (midAnswer) return of('connection-reset', reason('server.broke-off', { host }))
  switch (code) {
    case 'ECONNREFUSED':
      return of('unreachable', atPeer('refused'), reason('server.refused.remedy'))
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'EHOSTDOWN':
    case 'EACCES':
      return of('unreachable', atPeer('noWay'), reason('server.no-way.remedy'))
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return of('dns', atPeer('nameUnknown'), reason('server.name-unknown.remedy'))
    case 'ETIMEDOUT':
    case 'ECONNABORTED':
    case 'ERR_SOCKET_CONNECTION_TIMEOUT':
      return of('timeout', atPeer('noAnswer'), reason('server.no-answer.remedy'))
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return of('connection-reset', atPeer('closed'), reason('server.closed.remedy'))
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_GET_ISSUER_CERT':
      return of('tls', reason('server.self-signed', { host }), reason('server.self-signed.remedy'))
    case 'CERT_HAS_EXPIRED':
      return of('tls', reason('server.expired', { host }), reason('server.expired.remedy'))
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return of('tls', reason(OTHER_NAME, { host }), reason('server.other-name.remedy'))
    default:
  }
  if (TLS_CODES.test(code)) {
    const plain = /wrong version number|packet length|WRONG_VERSION/i.test(message)
    return plain
      ? of('tls', reason('server.no-https', { host }), reason('server.no-https.remedy'))
      : of('tls', reason('server.not-secure', { host, error: message }), reason('server.not-secure.remedy'))
  }
  if (/maxContentLength/.test(message)) return of('too-large', reason('server.too-long', { host }))
  if (/^HPE_|ERR_HTTP/.test(code))
    return of('not-sdwui', reason('server.no-http', { host }), reason('server.no-http.remedy'))
  return of('unreachable', reason('server.unreachable', { host, error: message }))
}

/** That a certificate names another host than the one it was shown by. */
export const OTHER_NAME = 'server.other-name'

/** Our own agents reject with a WorkerFailure (a changed certificate), which axios wraps. */
function ownFailure(error: unknown): WorkerFailure | null {
  const seen = new Set<unknown>()
  for (let at: unknown = error; at instanceof Error && !seen.has(at); at = at.cause) {
    if (at instanceof WorkerFailure) return at
    seen.add(at)
  }
  return null
}

function codeOf(error: unknown): { code: string; message: string } {
  const seen = new Set<unknown>()
  for (let at: unknown = error; at instanceof Error && !seen.has(at); at = at.cause) {
    seen.add(at)
    const code = (at as NodeJS.ErrnoException).code
    if (typeof code === 'string') return { code, message: at.message }
    const [first] = at instanceof AggregateError ? at.errors : []
    if (first instanceof Error && typeof (first as NodeJS.ErrnoException).code === 'string')
      return { code: (first as NodeJS.ErrnoException).code ?? '', message: first.message }
  }
  return { code: '', message: error instanceof Error ? error.message : String(error) }
}

/** What the server says in an error answer: `detail` is a string, a list, or "" (then errors, message, error). Cleaned and cut. */
export function serverWords(body: string): string {
  try {
    const parsed = parseLenientJson(body)
    if (typeof parsed === 'string') return serverText(parsed)
    if (typeof parsed !== 'object' || parsed === null) return ''
    const { detail, errors, message, error } = parsed as Record<string, unknown>
    if (Array.isArray(detail))
      return serverText(detail.slice(0, 5).map(validationWords).filter(Boolean).join('; '))
    const first = [detail, errors, message, error].find((part) => typeof part === 'string' && part !== '')
    if (typeof first === 'string') return serverText(first)
    const nested = (detail ?? error) as { msg?: unknown; message?: unknown } | undefined
    return wordsOf(nested?.msg ?? nested?.message)
  } catch {
    return isPage(body) ? '' : serverText(body, LONGEST_PLAIN)
  }
}

/** Of a body in plain text; what is longer is hardly a sentence, characters. */
const LONGEST_PLAIN = 200
/** Of one complaint among several, characters. */
const LONGEST_COMPLAINT = 150
const wordsOf = (value: unknown, limit?: number) =>
  typeof value === 'string' || typeof value === 'number' ? serverText(String(value), limit) : ''

function validationWords(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return ''
  const { loc, msg } = entry as { loc?: unknown; msg?: unknown }
  const where = Array.isArray(loc)
    ? loc
        .slice(0, 10)
        .filter((part) => part !== 'body')
        .map((part) => wordsOf(part, LONGEST_COMPLAINT))
        .join('.')
    : ''
  return [where, wordsOf(msg, LONGEST_COMPLAINT)].filter(Boolean).join(': ')
}

const MEMORY = /out of memory|ALLOC_FAILED/i
/** What is looked through for words of a known meaning, characters: the servers put them first. */
const LOOKED_AT = 64 << 10

/** A request that a gateway, not the server behind it, gave up on or could not pass on. 499, 444, 460: nginx and load balancers. */
const GATEWAY_4XX: ReadonlySet<number> = new Set([408, 444, 460, 499])

/**
 * Statuses that only stand between us and a server produce (502 and up, all of them; Cloudflare counts to 530), and any 5xx with a page:
 * the server itself answers an exception with 500 and JSON or plain text (sdapi.md 4.1). It may have the request all the same.
 */
const isOfGateway = (status: number, body: string) =>
  status >= 502 || GATEWAY_4XX.has(status) || (status >= 500 && isPage(body))

/** A server's own words for what went wrong, else ours. */
const saidOr = (words: string, otherwise: Reason): Reason => (words === '' ? otherwise : plainText(words))

/** Nobody is taken at their word for longer, s. */
const LONGEST_RETRY_AFTER = 3600

/** `Retry-After`, a number of seconds or a date (RFC 9110, 10.2.3), as real seconds from now on; undefined: it says nothing. `now`: wall ms. */
export function retryAfterOf(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000
  return Number.isNaN(seconds) ? undefined : Math.min(LONGEST_RETRY_AFTER, Math.max(0, seconds))
}

/** What the head of an error answer says besides its status. */
export interface ErrorHead {
  /** where it sends us */
  readonly location?: string | undefined
  readonly retryAfterSeconds?: number | undefined
}

/** An HTTP answer that is not 200, as a failure. */
export function failureOfStatus(
  status: number,
  whole: string,
  context: FailureContext,
  { location, retryAfterSeconds }: ErrorHead = {},
): WorkerFailure {
  const { host } = context
  const words = serverWords(whole)
  const body = whole.slice(0, LOOKED_AT)
  const again = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
  const of = (kind: FailureKind, what: Reason, remedy: Reason | null = null) =>
    new WorkerFailure(kind, what, remedy, { status, ...again })
  if (MEMORY.test(body)) return outOfMemory(words, status)
  const signIn = isSignInPage(body) && status !== 404
  if (
    status === 511 ||
    (signIn && status < 500) ||
    (status >= 300 && status < 400 && leadsToSignIn(location))
  )
    return signInPage(host, status)
  if (status === 403 && isPage(body))
    return of(
      'sign-in-page',
      reason('server.gateway-forbids', { host }),
      reason('server.gateway-forbids.remedy'),
    )
  if (status === 401 || status === 403)
    return context.hasCredentials
      ? of('auth', reason('server.password-refused', { host }), reason('server.password-refused.remedy'))
      : of('auth', reason('server.password', { host }), reason('server.password.remedy'))
  if (status === 404 && /sampler/i.test(words)) return of('unknown-sampler', reason('server.said', { words }))
  // sdwui says it in JSON; a page in HTML is somebody else's.
  if (status === 404 && isPage(body))
    return of('not-sdwui', reason('server.not-sdwui', { host }), reason('server.not-sdwui.remedy'))
  if (status === 404 && context.path !== undefined)
    return of(
      'no-api',
      reason('server.no-route', { host, path: context.path }),
      reason('server.no-route.remedy'),
    )
  if (status === 404) return of('no-api', reason('server.no-api', { host }), reason('server.no-api.remedy'))
  if (status === 407)
    return of('gateway', reason('server.proxy-password', { host }), reason('server.proxy-password.remedy'))
  if (status === 413)
    return of(
      'validation',
      reason('server.request-too-large', { host }),
      reason('server.request-too-large.remedy'),
    )
  if (status === 429) return of('rate-limited', reason('server.rate-limited', { host }))
  if (status === 503 && /busy/i.test(words)) return of('rate-limited', reason('server.busy', { host }))
  if (isOfGateway(status, body))
    return of('gateway', reason('server.gateway', { host, status }), reason('server.gateway.remedy'))
  if (status === 422 || status === 400)
    return of('validation', saidOr(words, reason('server.refuses', { host, status })))
  if (status >= 300 && status < 400)
    return of('not-sdwui', sentTo(location, host, status), reason('server.sends-on.remedy'))
  // 202, 204: taken up for later, as queues before a server do.
  if (status >= 200 && status < 300)
    return of(
      'server-error',
      saidOr(words, reason('server.no-pictures', { host, status })),
      reason('server.no-pictures.remedy'),
    )
  return of(
    'server-error',
    saidOr(words, reason('server.status', { host, status })),
    reason('server.console.remedy'),
  )
}

/**
 * A failure told with status 200 instead of images, in the server's words; null: the answer has none. `info`: what stands in the answer's
 * `info` where that is no JSON, as SD.Next puts an error there.
 */
export function failureInAnswer(body: string, info: string | null): WorkerFailure | null {
  const words = serverWords(body) || serverText(info ?? '')
  if (words === '') return null
  if (MEMORY.test(words)) return outOfMemory(words)
  if (/sampler.*not found/i.test(words)) return new WorkerFailure('unknown-sampler', plainText(words))
  return new WorkerFailure('server-error', plainText(words), reason('server.console.remedy'))
}

/** An answer with status 200 that cannot be read, in its own words where it is a plain text; null: it has none. */
export function failureInText(text: string): WorkerFailure | null {
  const words = /^\s*[[{<]/.test(text) ? '' : serverText(text, LONGEST_PLAIN)
  return words === '' ? null : new WorkerFailure('invalid-answer', reason('server.text-instead', { words }))
}

const outOfMemory = (words: string, status?: number) =>
  new WorkerFailure(
    'out-of-memory',
    saidOr(words, reason('server.out-of-memory')),
    reason('server.out-of-memory.remedy'),
    status === undefined ? {} : { status },
  )

/** What stands before the routes of the API where a server has them under a path of its own, as SD.Next's --subpath does. */
const SUBPATH = /^(\/[\w.~/-]{1,100}?)\/(?:sdapi|internal)\//

/** Where a redirect leads; of its address only what a machine is entered by, because the rest may hold a secret. */
function sentTo(location: string | undefined, host: string, status: number): Reason {
  const subpath = SUBPATH.exec(location ?? '')?.[1]
  if (subpath !== undefined && !subpath.startsWith('//'))
    return reason('server.sends-to', { host, origin: `${host.split('/')[0]}${subpath}`, status })
  const url = URL.parse(location ?? '')
  return url !== null && /^https?:$/.test(url.protocol)
    ? reason('server.sends-to', { host, origin: serverText(url.origin, LONGEST_PLAIN), status })
    : reason('server.sends-elsewhere', { host, status })
}
