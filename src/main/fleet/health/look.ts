import { reason } from '../../../shared/words/catalogue.ts'
import type { Capabilities, MemoryInfo } from '../../../shared/worker.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { Clock } from '../../core/ports.ts'
import { withDeadline } from '../wait.ts'
import type { ServerActivity, WorkerConnection } from '../worker-connection.ts'

/** Real ms that one look may take at most; the client gives up on single calls earlier. */
const LONGEST_REAL_MS = 45_000

/** What a look at a worker found. `capabilities` null: the lists were not read this time. */
export interface Found {
  readonly capabilities: Capabilities | null
  readonly memory: MemoryInfo | null
  readonly activity: ServerActivity | null
}

/**
 * One look at a worker: a cheap sign of life or, with `lists`, all of its lists; its memory; what it is busy with. Rejects with a
 * WorkerFailure.
 */
export async function look(
  connection: WorkerConnection,
  wanted: { lists: boolean },
  deps: { clock: Clock; timeScale: number },
  signal: AbortSignal,
): Promise<Found> {
  try {
    return await withDeadline(deps.clock, LONGEST_REAL_MS * deps.timeScale, signal, async (inner) => {
      let capabilities: Capabilities | null = null
      if (wanted.lists) capabilities = await connection.capabilities(inner)
      else await connection.ping(inner)
      const [memory, activity] = await Promise.all([
        optional(connection.memory(inner)),
        optional(connection.activity(inner)),
      ])
      return { capabilities, memory, activity }
    })
  } catch (error) {
    if (error instanceof WorkerFailure) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new WorkerFailure('invalid-answer', reason('fleet.odd-answer', { error: message }), null, {
      cause: error,
    })
  }
}

/** A server that lives but cannot tell this is well; one that asks for a password or is gone is not. */
async function optional<T>(answer: Promise<T | null>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    const tellsNothing =
      error instanceof WorkerFailure && ['server-error', 'validation', 'no-api'].includes(error.kind)
    if (!tellsNothing) throw error
    return null
  }
}
