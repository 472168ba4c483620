import { WorkerFailure } from '../../failure.ts'
import type { WorkerPort } from '../../ports.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { WorkerLedger } from '../worker/worker-ledger.ts'

/**
 * Stops a request that is known to be the active one. An interrupt hits whatever is active when it arrives, and nothing tells what that
 * was: unless the server says afterwards that this request is still the active one, the requests behind it may have been hit, and
 * their pictures, which could be half done, are not trusted. They are suspect until that is known, and nothing is sent meanwhile. What the
 * server was done with before cannot be hit.
 */
export async function interruptActive(
  port: WorkerPort,
  flight: InFlight,
  ledger: WorkerLedger,
  signal: AbortSignal,
): Promise<void> {
  const behind = ledger.flights.filter((other) => other !== flight && mayBeHit(other))
  flight.happened({ type: 'interrupt-sent' })
  ledger.interrupting++
  for (const other of behind) other.happened({ type: 'interrupt-nearby' })
  try {
    await port.interrupt(signal)
    const { at } = await port.progress(flight.taskId, { preview: false }, signal)
    if (at === 'active' && flight.state.recognised === 'by-task-id')
      for (const other of behind) other.happened({ type: 'not-hit' })
  } catch (error) {
    if (!(error instanceof WorkerFailure)) throw error
    // It may have arrived or not. If not, the request is still to be stopped; if so, its pictures are not to be used.
    flight.happened({ type: 'interrupt-failed' })
  } finally {
    ledger.interrupting--
  }
}

const mayBeHit = ({ state, pace, answer }: InFlight): boolean =>
  state.pictures !== 'suspect' && pace.left === null && answer === null
