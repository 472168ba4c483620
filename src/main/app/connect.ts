import { reason } from '../../shared/words/catalogue.ts'
import type { ProbeReport, WorkerConfig } from '../../shared/worker.ts'
import { TributaryError } from '../core/failure.ts'
import type { Connect, WorkerConnection } from '../fleet/worker-connection.ts'
import type { ServerProtocol } from './protocols.ts'

/**
 * Opens the client of one worker in the protocol that its configuration names. Throws `not-found` for one that nobody here speaks. Where a worker names none, every one of them is tried on its address when it is probed.
 */
export function connectOver(protocols: readonly ServerProtocol[]): Connect {
  return (config, password): WorkerConnection => {
    const connection = protocolOf(protocols, config).connect(config, password)
    if (config.protocol !== undefined || protocols.length === 1) return connection
    return {
      ...connection,
      probe: (signal, wish) => probeInTurn(protocols, { config, password, wish }, signal),
    }
  }
}

function protocolOf(protocols: readonly ServerProtocol[], { protocol }: WorkerConfig): ServerProtocol {
  const found = protocol === undefined ? protocols[0] : protocols.find(({ id }) => id === protocol)
  if (found === undefined)
    throw new TributaryError('not-found', reason('server.protocol-unknown', { protocol: protocol ?? '' }))
  return found
}

/** The first protocol that is spoken there; where none is, what the first one found. */
async function probeInTurn(
  protocols: readonly ServerProtocol[],
  {
    config,
    password,
    wish,
  }: { config: WorkerConfig; password: string | null; wish?: 'with-device' | undefined },
  signal: AbortSignal,
): Promise<ProbeReport> {
  let first: ProbeReport | null = null
  for (const { id, probe } of protocols) {
    const report = await probe(config, password, signal, wish)
    if (report.ok) return { ...report, protocol: id }
    first ??= report
  }
  if (first === null) throw new TributaryError('internal', reason('server.protocol-none'))
  return first
}
