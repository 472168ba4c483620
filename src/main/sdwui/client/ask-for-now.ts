import { WorkerFailure } from '../../core/failure.ts'
import { isNotTold, type WorkerHttp } from './http.ts'

/**
 * Of a route that is not needed: null where the server does not have it, undefined where it does not tell for now. `fields`: all that is
 * read of the objects of a large answer; null: all.
 */
export async function askForNow(
  http: WorkerHttp,
  path: string,
  signal: AbortSignal,
  fields: readonly string[] | null,
  timeoutMs?: number,
): Promise<unknown> {
  try {
    return await http.get(path, signal, timeoutMs, fields)
  } catch (error) {
    if (!(error instanceof WorkerFailure)) throw error
    if (error.kind === 'no-api' || error.kind === 'not-sdwui') return null
    if (error.kind === 'timeout' || error.kind === 'connection-reset' || isNotTold(error)) return undefined
    throw error
  }
}
