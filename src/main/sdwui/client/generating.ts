import { WorkerFailure } from '../../core/failure.ts'
import type { WorkerHttp } from './http.ts'

/**
 * Asks whether this server would take a generation from us, and makes none: a list where an object is due is refused with 422 after the
 * password was looked at and before anything is computed (sdapi.md 4.1, 4.4). The one route that a worker must have. Rejects with what
 * stands in the way.
 */
export async function checkGenerating(http: WorkerHttp, signal: AbortSignal): Promise<void> {
  try {
    await http.post('/sdapi/v1/txt2img', [], signal)
  } catch (error) {
    if (!(error instanceof WorkerFailure) || error.kind !== 'validation') throw error
  }
}
