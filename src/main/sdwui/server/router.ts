import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { httpError, ServerError } from '../protocol/server-error.ts'
import type { ServerFacts } from '../protocol/server-facts.ts'
import { openApi } from './openapi.ts'
import { json, type Reply } from './reply.ts'
import type { Route } from './route.ts'
import type { RawBody } from './validate-body.ts'

/** What a request comes to. */
export type Routed =
  | { readonly to: 'route'; readonly route: Route; readonly query: URLSearchParams }
  | { readonly to: 'redirect'; readonly location: string }
  | { readonly to: 'reply'; readonly reply: Reply }

/** How a server is reached. */
export interface Site {
  readonly facts: ServerFacts
  /** '' or '/sd1': what stands before every path */
  readonly subPath: string
  /** Basic credentials that are asked for; null: none are */
  readonly auth: { readonly user: string; readonly password: string } | null
  /** which gates are open; 'none': it is still adding its routes */
  readonly open: 'all' | 'extensions' | 'none'
}

const notFound = () => new ServerError({ at: 'framework', status: 404, detail: 'Not Found' })

/**
 * Finds the route of a request and checks that it may be taken: sub-path, trailing slash (307), unknown path or API off (404), method (405),
 * password (401). Throws the ServerError that the client is told.
 */
export function routeOf(request: IncomingMessage, site: Site, routes: readonly Route[]): Routed {
  const { facts, subPath, auth } = site
  const url = request.url ?? '/'
  const queryAt = url.indexOf('?')
  const whole = queryAt < 0 ? url : url.slice(0, queryAt)
  const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt + 1))
  if (!whole.startsWith(`${subPath}/`)) throw notFound()
  const path = whole.slice(subPath.length)
  if (isPreflight(request))
    return { to: 'reply', reply: { as: 'text', status: 400, text: 'Disallowed CORS origin' } }

  const there = routes.filter(
    ({ gate }) => gate === 'ui' || (gate === 'extension' ? site.open !== 'none' : site.open === 'all'),
  )
  if (path === '/openapi.json' && facts.openApiTitle !== null)
    return { to: 'reply', reply: json(openApi(facts, there)) }
  const matching = there.filter((route) => route.path === path)
  if (matching.length === 0) {
    if (
      facts.validation !== 'own' &&
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
  const guarded = facts.auth === 'all' || (facts.auth === 'api' && route.gate === 'api')
  if (guarded && auth !== null) checkCredentials(request.headers.authorization, auth, facts.auth)
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

/** sdwui has no bound of its own. */
const MOST_BODY_BYTES = 256 << 20

/** Reads the body of a request. Null: the client went away, or sent more than `mostBytes`. */
export async function readBody(
  request: IncomingMessage,
  mostBytes: number = MOST_BODY_BYTES,
): Promise<RawBody | null> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of request) {
      parts.push(part as Buffer)
      size += (part as Buffer).length
      if (size > mostBytes) return null
    }
  } catch {
    // The client broke off: there is nobody to answer.
    return null
  }
  return { bytes: Buffer.concat(parts), contentType: request.headers['content-type'] ?? '' }
}
