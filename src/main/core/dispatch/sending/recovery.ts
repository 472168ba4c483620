import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../failure.ts'
import type { TaskProgress } from '../../generation.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import type { Rounds } from '../rounds.ts'
import type { FailureCounts } from '../worker/failure-counts.ts'
import type { TimeLimits } from '../worker/time-limits.ts'
import type { LostRequest, WorkerLedger } from '../worker/worker-ledger.ts'
import { interruptActive } from './interrupting.ts'

/** A server is asked about lost requests so many times, once for each look; then it gets new work all the same. */
const MOST_LOOKS = 60

/** How long an answer on its way is waited for: so many times its usual time, or so many looks where that is longer. */
const ANSWER_ALLOWANCE = 2

export interface RecoveryDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly settings: () => DispatchSettings
  readonly failures: Pick<FailureCounts, 'count'>
  readonly times: Pick<TimeLimits, 'restarted'>
  readonly rounds: Pick<Rounds, 'ask'>
  /** ends all asking */
  readonly signal: AbortSignal
}

/**
 * After a lost request (the connection broke, or the server hung): a server that is back may still compute it, because a closed
 * connection stops nothing there. It is asked for our task id; what is still ours and active is interrupted, what waits is waited
 * for, and only then is new work sent.
 */
export class Recovery {
  readonly #deps: RecoveryDeps

  constructor(deps: RecoveryDeps) {
    this.#deps = deps
  }

  /** Begins asking; returns at once. Nothing happens when it is being asked already. */
  begin(worker: FleetWorker, ledger: WorkerLedger): void {
    const { clock, fleet, rounds } = this.#deps
    if (ledger.recoveringSince !== null) return
    ledger.recoveringSince = clock.now()
    void this.#ask(worker, ledger)
      .catch((error: unknown) => {
        // A server that does not answer now is looked at again by the registry; what was lost there stays noted.
        const failure =
          error instanceof WorkerFailure ? error : new WorkerFailure('unreachable', plainText(String(error)))
        if (failure.kind !== 'aborted') fleet.report(worker.id, { type: 'failed', failure })
      })
      .finally(() => {
        ledger.recoveringSince = null
        // It may be sent work again, or has been reported lost.
        rounds.ask()
      })
  }

  async #ask(worker: FleetWorker, ledger: WorkerLedger): Promise<void> {
    const { clock, settings, signal } = this.#deps
    for (let look = 0; look < MOST_LOOKS; look++) {
      for (const lost of [...ledger.lost.values()]) await this.#askAbout(lost, worker, ledger)
      if (!ledger.mustAsk) break
      await new Promise<void>((resolve) => clock.after(settings().progressEveryMs, resolve))
      if (signal.aborted) return
    }
    // "Active" is no proof of work: servers keep the id of a request that failed. One more request shows which it is.
    for (const lost of ledger.lost.values()) lost.doubtful = true
    if (ledger.hasRoom) return
    for (const lost of ledger.lost.values()) lost.doubtful = false
    this.#deps.fleet.report(worker.id, {
      type: 'failed',
      failure: new WorkerFailure(
        'hung',
        reason('dispatch.stuck', { name: worker.name, count: ledger.lost.size }),
        reason('dispatch.stuck.remedy'),
      ),
    })
    this.#deps.failures.count(worker.id)
  }

  async #askAbout(lost: LostRequest, worker: FleetWorker, ledger: WorkerLedger): Promise<void> {
    const { signal } = this.#deps
    const { flight } = lost
    const told = await worker.port.progress(flight.taskId, { preview: false }, signal)
    const { at, pulse } = told
    if (isUnknownThere(lost, worker, told)) this.#deps.times.restarted(worker.id)
    this.#noteStep(lost, ledger, { at, pulse })
    // Without task ids "active" may be anybody's request.
    const ours = worker.capabilities?.taskIds === true
    if (at === 'active' && ours && !flight.interrupted)
      await interruptActive(worker.port, flight, ledger, signal)
    else if ((at === 'idle' || at === 'elsewhere') && !this.#isComing(lost, ledger))
      ledger.forget(flight.taskId)
    // Where nobody can tell it may run still, until a later request is answered or a person has had a look.
    else if (at === 'unknown' && !lost.pausedSince) lost.doubtful = true
    else if (at === 'unknown') ledger.forget(flight.taskId)
  }

  /** It runs and has made a step since it was given up on, or has stopped at the end of one: it was slow, and so long may a step take there. */
  #noteStep(
    lost: LostRequest,
    ledger: WorkerLedger,
    { at, pulse }: Pick<TaskProgress, 'at' | 'pulse'>,
  ): void {
    const { progress } = lost.flight
    const hasMoved = at === 'active' ? pulse !== progress.pulse : lost.wasActive && at !== 'unknown'
    if (hasMoved && progress.begun === 'seen')
      ledger.stepTimes.took(lost.flight, this.#deps.clock.now() - progress.pulseAt)
    lost.wasActive ||= at === 'active'
  }

  /** The server is done with a request that is still listened to, so its answer should be on the way: what it holds is not made anew. */
  #isComing(lost: LostRequest, ledger: WorkerLedger): boolean {
    const { clock, settings } = this.#deps
    const { flight } = lost
    if (!ledger.abandoned.has(flight) || flight.interrupted) return false
    lost.overAt ??= clock.now()
    const patience = Math.max(settings().progressEveryMs, flight.overheadSeconds * 1000)
    return clock.now() - lost.overAt < ANSWER_ALLOWANCE * patience
  }
}

/** The server knows nothing of a request that it was seen to be at: it has been started anew since. */
const isUnknownThere = (
  { flight, wasActive }: LostRequest,
  { capabilities }: FleetWorker,
  { at, finished }: Pick<TaskProgress, 'at' | 'finished'>,
): boolean =>
  capabilities?.taskIds === true &&
  flight.progress.begun === 'seen' &&
  !wasActive &&
  !flight.interrupted &&
  (at === 'idle' || at === 'elsewhere') &&
  finished === false
