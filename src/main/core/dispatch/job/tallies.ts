import type { WorkerId } from '../../../../shared/ids.ts'
import type { WorkerTally } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import type { Reason } from '../../../../shared/words/reason.ts'

/** A worker as a tally names it. */
export interface Named {
  readonly id: WorkerId
  readonly name: string
}

/** What each worker has done for one job, and what went wrong there. */
export class Tallies {
  readonly #tallies = new Map<WorkerId, WorkerTally>()
  /** images that were sent to each worker, those made again included */
  readonly #sent = new Map<WorkerId, number>()

  get size(): number {
    return this.#tallies.size
  }

  get(worker: WorkerId): Readonly<WorkerTally> | undefined {
    return this.#tallies.get(worker)
  }

  all(): readonly Readonly<WorkerTally>[] {
    return [...this.#tallies.values()]
  }

  /** Images sent so far. */
  sentTo(worker: WorkerId): number {
    return this.#sent.get(worker) ?? 0
  }

  sent(worker: WorkerId, images: number): void {
    this.#sent.set(worker, this.sentTo(worker) + images)
  }

  made(worker: Named, kind: 'image' | 'bonus'): void {
    const tally = this.#of(worker)
    if (kind === 'bonus') tally.bonus++
    else tally.images++
  }

  /** An answer came: how long it took, and what had been predicted. */
  worked(worker: Named, seconds: { busy: number; predicted: number }): void {
    const tally = this.#of(worker)
    tally.busySeconds += seconds.busy
    tally.predictedSeconds += seconds.predicted
  }

  /** A request of it failed. */
  failed(worker: Named, problem: Problem): void {
    this.#of(worker).failures++
    this.said(worker, problem)
  }

  /** What it said last that went wrong. */
  said(worker: Named, problem: Problem): void {
    this.#of(worker).lastProblem = problem
  }

  madeNone(worker: Named, because: Reason): void {
    this.#of(worker).madeNone = because
  }

  /** The job is over after so many seconds: the rest of them each worker was idle. */
  close(seconds: number): void {
    for (const tally of this.#tallies.values()) tally.idleSeconds = Math.max(0, seconds - tally.busySeconds)
  }

  #of({ id, name }: Named): WorkerTally {
    const known = this.#tallies.get(id)
    if (known !== undefined) return known
    const fresh: WorkerTally = {
      workerId: id,
      name,
      images: 0,
      bonus: 0,
      busySeconds: 0,
      predictedSeconds: 0,
      idleSeconds: 0,
      failures: 0,
      lastProblem: null,
    }
    this.#tallies.set(id, fresh)
    return fresh
  }
}
