import type { FailureKind } from '../../core/failure.ts'
import { checkGenerating } from './generating.ts'
import { isNotTold, type WorkerHttp } from './http.ts'

/** Refusals that may concern the whole server, not this route alone. */
const MAY_BE_ALL: ReadonlySet<FailureKind> = new Set(['auth', 'sign-in-page', 'gateway'])
/** Those that last, as far as one can tell. */
const LASTING: ReadonlySet<FailureKind> = new Set(['auth', 'sign-in-page', 'no-api', 'not-sdwui'])
/** A server that only just starts answers 404 for a while: so many in a row, and the route is not asked for again. */
const CLOSED_AFTER = 3

/**
 * Routes that generating does not need: memory, progress, what runs there. One that fails says nothing about the server, whose txt2img
 * may be all that a gateway lets through. What it would have told is "not told".
 */
export class SideRoutes {
  readonly #http: WorkerHttp
  /** route -> refusals in a row that last */
  readonly #refusals = new Map<string, number>()

  constructor(http: WorkerHttp) {
    this.#http = http
  }

  /** What `ask` answers; `otherwise` where the server does not tell. Rejects where the server cannot generate for us either, or is not reached. */
  async read<T>(name: string, ask: () => Promise<T>, otherwise: T, signal: AbortSignal): Promise<T> {
    const refusals = this.#refusals.get(name) ?? 0
    if (refusals >= CLOSED_AFTER) return otherwise
    try {
      const told = await ask()
      this.#refusals.delete(name)
      return told
    } catch (error) {
      if (!isNotTold(error)) throw error
      if (MAY_BE_ALL.has(error.kind)) await checkGenerating(this.#http, signal)
      if (LASTING.has(error.kind)) this.#refusals.set(name, refusals + 1)
      return otherwise
    }
  }

  /** Not asked for any more. */
  isClosed(name: string): boolean {
    return (this.#refusals.get(name) ?? 0) >= CLOSED_AFTER
  }

  /** The server is looked at anew: all of them are tried again. */
  reopen(): void {
    this.#refusals.clear()
  }
}
