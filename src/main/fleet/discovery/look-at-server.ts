import type { ProblemKind } from '../../../shared/problem.ts'
import type { ProbeReport } from '../../../shared/worker.ts'

/** What says that a server is sdwui though it cannot be used as it is. */
const STILL_SDWUI: ReadonlySet<ProblemKind> = new Set(['auth', 'no-api', 'not-ready'])

export type Probe = (url: string, signal: AbortSignal) => Promise<ProbeReport>

/**
 * Whether sdwui answers at an open port, first without and then with TLS; null: it is something else. A server whose certificate is not trusted
 * counts, because on these ports it is hardly anything else.
 */
export async function lookAtServer(
  host: string,
  port: number,
  probe: Probe,
  signal: AbortSignal,
): Promise<ProbeReport | null> {
  const plain = await probe(`http://${host}:${port}`, signal)
  if (isSdwui(plain)) return plain
  if (signal.aborted) return null
  const secure = await probe(`https://${host}:${port}`, signal)
  return isSdwui(secure) || secure.certificate !== null ? secure : null
}

const isSdwui = ({ ok, problem }: ProbeReport) => ok || (problem !== null && STILL_SDWUI.has(problem.kind))
