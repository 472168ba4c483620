import { WorkerId } from '../../shared/ids.ts'
import type { ProbeReport, WorkerConfig, WorkerInput } from '../../shared/worker.ts'
import { suggestedName } from './suggested-name.ts'
import type { Connect } from './worker-connection.ts'
import { changedWorker, newWorker } from './worker-input.ts'
import type { WorkerAddress } from './worker-url.ts'

const NOBODY = WorkerId.parse('address-check')

/**
 * Looks at an address without keeping anything, and suggests a name for what would be a new worker. What the input leaves out is as `kept`; its password only goes to the host it is
 * kept for. Throws `bad-request` for an address that is none.
 */
export async function probeAddress(
  deps: { normaliseUrl: (text: string) => WorkerAddress; connect: Connect },
  input: WorkerInput,
  {
    kept,
    taken,
    wish,
  }: {
    kept: { config: WorkerConfig; password: string | null } | null
    /** names of the workers there are */
    taken: readonly string[]
    wish?: 'with-device' | undefined
  },
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
    const report = await connection.probe(signal, wish)
    if (kept !== null) return report
    const address = deps.normaliseUrl(input.url)
    return { ...report, suggestedName: suggestedName(input.url, address, report.device ?? null, taken) }
  } finally {
    connection.close()
  }
}
