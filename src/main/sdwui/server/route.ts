import type { Reply } from './reply.ts'
import type { RawBody } from './validate-body.ts'

/** A request as a route sees it. */
interface RouteRequest {
  readonly body: RawBody
  readonly query: URLSearchParams
  /** `Engine.now()` when it came in */
  readonly receivedAt: number
}

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** 'api': behind --api and --api-auth; 'extension': a built-in extension's, there always; 'ui': the panel's own */
  readonly gate: 'api' | 'extension' | 'ui'
  handle(request: RouteRequest): Promise<Reply> | Reply
}

/** An sdapi route of the API itself. */
export const apiRoute = (
  method: Route['method'],
  name: string,
  handle: Route['handle'],
  gate: Route['gate'] = 'api',
): Route => ({ method, path: `/sdapi/v1/${name}`, gate, handle })
