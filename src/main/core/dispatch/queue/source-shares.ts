import type { Origin } from '../../../../shared/origin.ts'
import { PRIORITIES } from '../../../../shared/priority.ts'
import { workOf } from '../../speed/work.ts'
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
