import { parseLenientJson } from '../../../shared/lenient-json.ts'
import { WorkerFailure } from '../../core/failure.ts'
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
}

const TLS_CODES =
  /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/

/** Words for what node's sockets and TLS say. */
export function failureOfError(error: unknown, context: FailureContext): WorkerFailure {
  const own = ownFailure(error)
  if (own !== null) return own
  const { host, midAnswer } = context
  // The connection is to the proxy then; what is said inside it is the server's.
  const peer = context.proxy ? `the proxy ${context.proxy}` : host
  const { code, message } = codeOf(error)
  const of = (...[kind, words, remedy]: [WorkerFailure['kind'], string, string?]) =>
    new WorkerFailure(kind, words, remedy ?? null, { cause: error })
  if (code === 'ERR_CANCELED' || code === 'ABORT_ERR') return of('aborted', 'The request was called off.')
  if (midAnswer) return of('connection-reset', `The connection to ${host} broke while the answer was coming.`)
  switch (code) {
    case 'ECONNREFUSED':
      return of(
        'unreachable',
        `Connection refused: nothing listens at ${peer}.`,
        'Is sdwui running there, with --listen, on this port?',
      )
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'EHOSTDOWN':
    case 'EACCES':
      return of('unreachable', `There is no way to ${peer}.`, 'Is the machine on, and on the same network?')
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return of('dns', `The name of ${peer} is not known.`, 'Check the spelling, or use its IP address.')
    case 'ETIMEDOUT':
    case 'ECONNABORTED':
    case 'ERR_SOCKET_CONNECTION_TIMEOUT':
      return of(
        'timeout',
        `${upper(peer)} does not answer.`,
        'Is the machine on, and is the port open in its firewall?',
      )
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return of('connection-reset', `${upper(peer)} closed the connection.`, 'Did sdwui stop or restart?')
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_GET_ISSUER_CERT':
      return of(
        'tls',
        `The certificate of ${host} is self-signed.`,
        'Trust this certificate in its settings.',
      )
    case 'CERT_HAS_EXPIRED':
      return of(
        'tls',
        `The certificate of ${host} has expired.`,
        'Renew it, or trust exactly this certificate in its settings.',
      )
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return of(
        'tls',
        `The certificate of ${host} is for another name.`,
        'Use the name it was made for, or trust exactly this certificate.',
      )
    default:
  }
  if (TLS_CODES.test(code)) {
    const plain = /wrong version number|packet length|WRONG_VERSION/i.test(message)
    return plain
      ? of('tls', `${host} does not speak https.`, 'Use http:// in its address.')
      : of('tls', `No secure connection to ${host}: ${message}`, 'Check its certificate.')
  }
  if (/^HPE_|ERR_HTTP/.test(code))
    return of('not-sdwui', `${host} does not speak http.`, 'Is this the right port?')
  return of('unreachable', `${host} cannot be reached: ${message}`)
}

/** At the beginning of a sentence; the name of a host stays as it is. */
const upper = (peer: string) => peer.replace(/^the /, 'The ')

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

/** Words for an HTTP answer that is not 200. `location`: where it sends us. */
export function failureOfStatus(
  status: number,
  whole: string,
  context: FailureContext,
  location?: string,
): WorkerFailure {
  const { host } = context
  const words = serverWords(whole)
  const body = whole.slice(0, LOOKED_AT)
  const of = (...[kind, text, remedy]: [WorkerFailure['kind'], string, string?]) =>
    new WorkerFailure(kind, text, remedy ?? null, { status })
  if (MEMORY.test(body))
    return of('out-of-memory', words || 'The GPU is out of memory.', 'Smaller batches are tried.')
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
      `A gateway before ${host} lets nobody pass (403).`,
      'Let this computer pass there, or give the address behind it (the machine’s own).',
    )
  if (status === 401 || status === 403)
    return context.hasCredentials
      ? of('auth', `${host} refuses this user name or password.`, 'Give the pair that its --api-auth names.')
      : of(
          'auth',
          `${host} asks for a password.`,
          'Give the user name and password that its --api-auth names.',
        )
  if (status === 404 && /sampler/i.test(words)) return of('unknown-sampler', `${words}.`)
  // sdwui says it in JSON; a page in HTML is somebody else's.
  if (status === 404 && isPage(body))
    return of('not-sdwui', `${host} answers, but not as sdwui does.`, 'Is this the right address and port?')
  if (status === 404)
    return of(
      'no-api',
      `${host} has no sdwui API at this address.`,
      'Start sdwui with --api; it may also still be starting.',
    )
  if (status === 407)
    return of(
      'gateway',
      `The proxy before ${host} asks for a password.`,
      'Put user name and password into its address: http://user:password@proxy:3128.',
    )
  if (status === 429) return of('rate-limited', `${host} allows no more requests for now.`)
  if (status === 503 && /busy/i.test(words)) return of('rate-limited', `${host} is busy.`)
  if (isOfGateway(status, body))
    return of('gateway', `The gateway before ${host} answered ${status}.`, 'Is sdwui running behind it?')
  if (status === 422 || status === 400)
    return of('validation', words || `${host} refuses the request (${status}).`)
  if (status >= 300 && status < 400)
    return of(
      'not-sdwui',
      `${host} sends us ${elsewhere(location)} (${status}).`,
      'Use the address it redirects to.',
    )
  // 202, 204: taken up for later, as queues before a server do.
  if (status >= 200 && status < 300)
    return of(
      'server-error',
      words || `${host} answers without pictures (${status}).`,
      'Give the address of the server itself: one that answers when its pictures are made.',
    )
  return of('server-error', words || `${host} answered ${status}.`, 'Its console says more.')
}

/**
 * A failure told with status 200 instead of images, in the server's words; null: the answer has none. `info`: what stands in the answer's
 * `info` where that is no JSON, as SD.Next puts an error there.
 */
export function failureInAnswer(body: string, info: string | null): WorkerFailure | null {
  const words = serverWords(body) || serverText(info ?? '')
  if (words === '') return null
  if (MEMORY.test(words)) return new WorkerFailure('out-of-memory', words, 'Smaller batches are tried.')
  if (/sampler.*not found/i.test(words)) return new WorkerFailure('unknown-sampler', words)
  return new WorkerFailure('server-error', words, 'Its console says more.')
}

/** Where a redirect leads; of its address only scheme, host and port, because the rest may hold a secret. */
function elsewhere(location: string | undefined): string {
  const url = URL.parse(location ?? '')
  return url !== null && /^https?:$/.test(url.protocol)
    ? `to ${serverText(url.origin, LONGEST_PLAIN)}`
    : 'elsewhere'
}
