import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { ServerFacts } from '../protocol/server-facts.ts'
import type { WorkerHttp } from './http.ts'

/** A rescan waits for whatever runs there, and large folders on slow disks take their time. */
const RESCAN_MS = 120_000
const MOVE_MS = 120_000
const RESCANS = ['refresh-checkpoints', 'refresh-vae', 'refresh-loras']

/** Lets the server look at its folders again; what a kind of server does not have is passed over. */
export async function refreshLists(http: WorkerHttp, signal: AbortSignal): Promise<void> {
  for (const rescan of RESCANS) {
    try {
      await http.post(`/sdapi/v1/${rescan}`, {}, signal, RESCAN_MS)
    } catch (error) {
      if (!lacks(error)) throw error
    }
  }
}

/** Moves the checkpoint to the machine's memory. It must be brought back before the next picture (`reloadCheckpoint`). */
export async function unloadCheckpoint(http: WorkerHttp, signal: AbortSignal): Promise<void> {
  try {
    await http.post('/sdapi/v1/unload-checkpoint', {}, signal, MOVE_MS)
  } catch (error) {
    throw lacks(error) ? cannot(reason('server.no-unload', { host: http.host }), null, error) : error
  }
}

/** Brings an unloaded checkpoint back to the GPU: a generation without it is likely to fail (sdapi.md 1.5). */
export async function reloadCheckpoint(http: WorkerHttp, signal: AbortSignal): Promise<void> {
  await http.post('/sdapi/v1/reload-checkpoint', {}, signal, MOVE_MS)
}

/** Asks the server to restart. That the connection breaks is its way of agreeing. */
export async function restartServer(
  http: WorkerHttp,
  { restartPath }: Pick<ServerFacts, 'restartPath'>,
  signal: AbortSignal,
): Promise<void> {
  const { host } = http
  if (restartPath === null)
    throw cannot(reason('server.no-restart', { host }), reason('server.no-restart.remedy'))
  try {
    await http.postOnce(restartPath, {}, signal)
  } catch (error) {
    if (!(error instanceof WorkerFailure) || error.kind === 'aborted') throw error
    if (error.kind === 'connection-reset') return
    if (error.status === 501)
      throw cannot(
        reason('server.restart-impossible', { host }),
        reason('server.restart-impossible.remedy'),
        error,
      )
    if (lacks(error))
      throw cannot(
        reason('server.restart-forbidden', { host }),
        reason('server.restart-forbidden.remedy'),
        error,
      )
    throw error
  }
}

const lacks = (error: unknown): error is WorkerFailure =>
  error instanceof WorkerFailure && (error.status === 404 || error.status === 405)

const cannot = (what: Reason, remedy: Reason | null, cause?: unknown) =>
  new WorkerFailure('validation', what, remedy, cause === undefined ? {} : { cause })
