import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Sdwui } from '../engine/sdwui.ts'
import { openApi } from '../protocol/openapi.ts'
import { httpError, ServerError } from '../protocol/server-error.ts'
import type { RawBody } from '../protocol/validate-body.ts'
import { json, type Reply } from './reply.ts'
import type { Route } from './routes.ts'

/** Answers that need no route. */
export type Routed =
  | { readonly to: 'route'; readonly route: Route; readonly query: URLSearchParams }
  | { readonly to: 'redirect'; readonly location: string }
  | { readonly to: 'reply'; readonly reply: Reply }

const notFound = () => new ServerError({ at: 'framework', status: 404, detail: 'Not Found' })

/**
 * Finds the route of a request and checks that it may be taken: sub-path, trailing slash (307), unknown path or API off (404), method (405),
 * password (401). `apiReady` false: sdwui is still adding its routes.
 */
export function routeOf(
  request: IncomingMessage,
  sdwui: Sdwui,
  routes: readonly Route[],
  apiReady: boolean,
): Routed {
  const { options, dialect } = sdwui
  const url = request.url ?? '/'
  const queryAt = url.indexOf('?')
  const whole = queryAt < 0 ? url : url.slice(0, queryAt)
  const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt + 1))
  if (!whole.startsWith(`${options.subPath}/`)) throw notFound()
  const path = whole.slice(options.subPath.length)
  if (isPreflight(request))
    return { to: 'reply', reply: { as: 'text', status: 400, text: 'Disallowed CORS origin' } }

  const there = routes.filter(
    ({ gate }) => gate === 'ui' || (gate === 'extension' ? apiReady : options.api && apiReady),
  )
  if (path === '/openapi.json' && dialect.openApiTitle !== null)
    return { to: 'reply', reply: json(openApi(dialect, there)) }
  const matching = there.filter((route) => route.path === path)
  if (matching.length === 0) {
    if (
      dialect.validation !== 'own' &&
      path !== '/' &&
      path.endsWith('/') &&
      there.some((route) => route.path === path.slice(0, -1))
    )
      return { to: 'redirect', location: whole.slice(0, -1) + url.slice(whole.length) }
    throw notFound()
  }
  const route = matching.find(({ method }) => method === request.method)
  if (route === undefined)
    throw new ServerError({ at: 'framework', status: 405, detail: 'Method Not Allowed' })
  const guarded = dialect.auth === 'all' || (dialect.auth === 'api' && route.gate === 'api')
  if (guarded && options.auth !== null)
    checkCredentials(request.headers.authorization, options.auth, dialect.auth)
  return { to: 'route', route, query }
}

function isPreflight(request: IncomingMessage): boolean {
  return (
    request.method === 'OPTIONS' &&
    'origin' in request.headers &&
    'access-control-request-method' in request.headers
  )
}

function checkCredentials(
  header: string | undefined,
  auth: { user: string; password: string },
  scheme: 'api' | 'all' | 'none',
): void {
  const basic = /^Basic ([\w+/=-]+)$/i.exec(header ?? '')?.[1]
  if (basic === undefined) throw httpError(401, scheme === 'all' ? 'Unauthorized' : 'Not authenticated')
  const given = Buffer.from(basic, 'base64')
  const right = Buffer.from(`${auth.user}:${auth.password}`)
  if (given.length !== right.length || !timingSafeEqual(given, right))
    throw httpError(401, scheme === 'all' ? 'Unauthorized' : 'Incorrect username or password')
}

/** The simulator's own bound; sdwui has none. */
const MOST_BODY_BYTES = 256 << 20

/** Reads the body of a request. Null: the client went away, or sent more than can be held. */
export async function readBody(request: IncomingMessage): Promise<RawBody | null> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of request) {
      parts.push(part as Buffer)
      size += (part as Buffer).length
      if (size > MOST_BODY_BYTES) return null
    }
  } catch {
    // The client broke off: there is nobody to answer.
    return null
  }
  return { bytes: Buffer.concat(parts), contentType: request.headers['content-type'] ?? '' }
}
