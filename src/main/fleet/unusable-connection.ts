import { reason } from '../../shared/words/catalogue.ts'
import { problemOf, WorkerFailure } from '../core/failure.ts'
import type { WorkerConnection } from './worker-connection.ts'

/** The connection of a worker whose stored address is none: every call says so, and nothing is sent. */
export function unusableConnection(cause: unknown): WorkerConnection {
  const { message } = problemOf(cause)
  const failure = new WorkerFailure('dns', message, reason('fleet.address-unusable.remedy'), { cause })
  const fail = () => Promise.reject<never>(failure)
  return {
    generate: fail,
    progress: fail,
    interrupt: fail,
    ping: fail,
    capabilities: fail,
    memory: fail,
    loadCheckpoint: fail,
    activity: fail,
    refreshLists: fail,
    unloadCheckpoint: fail,
    restart: fail,
    probe: () =>
      Promise.resolve({
        ok: false,
        url: '',
        roundTripMs: null,
        kind: null,
        version: null,
        checkpoint: null,
        proxy: null,
        needsPassword: false,
        certificate: null,
        problem: failure.toProblem(),
      }),
    requests: () => [],
    close: () => undefined,
  }
}
