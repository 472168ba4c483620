import type { Origin } from '../../../../shared/origin.ts'
import { PRIORITIES, rankOf } from '../../../../shared/priority.ts'
import { workOf } from '../../speed/work.ts'
import { type AheadOf, type Asking, workLeft } from '../forecast/ahead-of.ts'
import type { Run } from '../job/index-pool.ts'
import type { Job } from '../job/job.ts'

/**
 * Who asks for jobs (the panel, each client) shares the machines by work, not by jobs: of one priority, the source that was given least
 * is served first. Work is counted in images of the benchmark payload. A source that comes back counts as having had as much as the one
 * that was given least of those that stayed, so nobody saves up; once nobody wants anything, all begin anew.
 */
export class SourceShares {
  readonly #given = new Map<string, number>()
  #active: ReadonlySet<string> = new Set()

  /** These images of the job go out. */
  sent(job: Job, { first, count }: Run): void {
    const key = keyOf(job.origin)
    this.#given.set(key, (this.#given.get(key) ?? 0) + count * workOf(job.runs.paramsOf(first)))
  }

  /** Jobs in the order in which they are served now. `jobs`: live ones, in the order of the queue. */
  arranged(jobs: readonly Job[]): readonly Job[] {
    this.#note(new Set(jobs.map(({ origin }) => keyOf(origin))))
    if (this.#active.size < 2) return jobs
    return PRIORITIES.flatMap((priority) => {
      const bySource = Map.groupBy(
        jobs.filter((job) => job.priority === priority),
        ({ origin }) => keyOf(origin),
      )
      // Sorting is stable: sources that were given the same stay in the order of the queue.
      return [...bySource].sort(([a], [b]) => this.#of(a) - this.#of(b)).flatMap(([, each]) => each)
    })
  }

  /**
   * What is sent before: jobs of a higher priority, jobs of the same source in front of it, and of each other source as much as keeps it level
   * with this one. `jobs`: live ones, in the order of the queue; so is the answer.
   */
  ahead({ origin, priority, job: own, work }: Asking, jobs: readonly Job[]): AheadOf[] {
    const place = own === null ? -1 : jobs.indexOf(own)
    const inFront = jobs
      .slice(0, place < 0 ? jobs.length : place)
      .filter((job) => rankOf(job.priority) <= rankOf(priority))
    const key = keyOf(origin)
    const peers = jobs.filter((job) => job.priority === priority && job !== own)
    if (peers.every((job) => keyOf(job.origin) === key)) return inFront.map((job) => ({ job, share: 1 }))
    const before = new Set(inFront.filter((job) => job.priority !== priority || keyOf(job.origin) === key))
    const mine = [...before].filter((job) => job.priority === priority)
    const level = this.#begunWith(key) + work + mine.reduce((sum, job) => sum + workLeft(job), 0)
    const room = new Map<string, number>()
    return jobs.flatMap((job): AheadOf[] => {
      if (before.has(job)) return [{ job, share: 1 }]
      const other = keyOf(job.origin)
      if (job.priority !== priority || other === key) return []
      const left = room.get(other) ?? Math.max(0, level - this.#begunWith(other))
      const own = workLeft(job)
      room.set(other, Math.max(0, left - own))
      return [{ job, share: own === 0 ? 1 : Math.min(1, left / own) }]
    })
  }

  /** What a source was given, as it counts once it asks for something. */
  #begunWith(key: string): number {
    if (this.#active.has(key) || this.#active.size === 0) return this.#of(key)
    return Math.max(this.#of(key), Math.min(...[...this.#active].map((each) => this.#of(each))))
  }

  #note(active: ReadonlySet<string>): void {
    if (active.size === 0) this.#given.clear()
    const stayed = [...active].filter((key) => this.#active.has(key))
    const least = stayed.length === 0 ? 0 : Math.min(...stayed.map((key) => this.#of(key)))
    for (const key of active) if (!this.#active.has(key)) this.#given.set(key, Math.max(this.#of(key), least))
    for (const key of this.#given.keys())
      if (!active.has(key) && this.#of(key) <= least) this.#given.delete(key)
    this.#active = active
  }

  #of(key: string): number {
    return this.#given.get(key) ?? 0
  }
}

const keyOf = (origin: Origin): string => (origin.kind === 'client' ? `client ${origin.name}` : origin.kind)
