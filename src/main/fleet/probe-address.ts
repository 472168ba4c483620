import { WorkerId } from '../../shared/ids.ts'
import type { ProbeReport, WorkerConfig, WorkerInput } from '../../shared/worker.ts'
import type { Connect } from './worker-connection.ts'
import { changedWorker, newWorker } from './worker-input.ts'
import type { WorkerAddress } from './worker-url.ts'

const NOBODY = WorkerId.parse('address-check')

/**
 * Looks at an address without keeping anything. What the input leaves out is as `kept`; its password only goes to the host it is
 * kept for. Throws `bad-request` for an address that is none.
 */
export async function probeAddress(
  deps: { normaliseUrl: (text: string) => WorkerAddress; connect: Connect },
  input: WorkerInput,
  kept: { config: WorkerConfig; password: string | null } | null,
  signal: AbortSignal,
): Promise<ProbeReport> {
  const filled =
    kept === null
      ? newWorker(input, NOBODY, [], deps.normaliseUrl, { simulated: false })
      : changedWorker(kept.config, input, [], deps.normaliseUrl)
  const { config } = filled
  // undefined: neither given, nor forgotten because it is another host.
  const password = filled.password === undefined ? (kept?.password ?? null) : filled.password
  const connection = deps.connect(config, password)
  try {
    return await connection.probe(signal)
  } finally {
    connection.close()
  }
}
