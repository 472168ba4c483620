import type http from 'node:http'

/** A server that had closed a kept connection says so within a round trip, ms. What breaks later may have been taken in. */
const AT_ONCE_MS = 1_000
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/**
 * Whether a request failed because the server had closed the kept connection that it went out on, so that nothing was taken in: the
 * connection had carried another request before, broke at once, and not one byte of an answer came. sdwui closes idle connections after
 * 5 s (sdapi.md 0), gateways when they like.
 */
export function wasStale(request: unknown, error: unknown, afterMs: number): boolean {
  const { code } = (error ?? {}) as NodeJS.ErrnoException
  const { reusedSocket, res } = (request ?? {}) as Partial<http.ClientRequest> & { res?: unknown }
  return reusedSocket === true && (res ?? null) === null && CLOSED.has(code ?? '') && afterMs < AT_ONCE_MS
}

/** Thrown by a request that went out on such a connection; the cause is what node says. */
export class StaleConnection extends Error {
  constructor(cause: unknown) {
    super('The kept connection was closed.', { cause })
    this.name = 'StaleConnection'
  }
}

/** Whether that is what failed; perhaps it is wrapped in words about a proxy. */
export function isStale(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 3; at = at.cause, depth++)
    if (at instanceof StaleConnection) return true
  return false
}
