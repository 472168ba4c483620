import { lineOf, type PastJob, type PastJobLine } from '../../shared/history.ts'
import { BatchId, ImageIndex, type JobId } from '../../shared/ids.ts'
import type { BatchView, JobView } from '../../shared/job.ts'
import { plainText } from '../../shared/words/catalogue.ts'

const OVER: ReadonlySet<string> = new Set(['finished', 'cancelled', 'failed'])

/** The history and the order of the queue, as a main process would answer them. `jobs`: as of an instant, epoch ms. */
export function scriptedHistory(jobs: (now: number) => JobView[], readAt: () => number) {
  let cleared = false
  const over = () =>
    cleared
      ? []
      : jobs(readAt())
          .filter(({ state }) => OVER.has(state))
          .sort((a, b) => (b.finishedAt ?? 0) - (a.finishedAt ?? 0))
  return {
    list: (text: string | null): PastJobLine[] =>
      over()
        .filter(({ title }) => title.toLowerCase().includes((text ?? '').toLowerCase()))
        .map(lineOf),
    get(id: JobId): PastJob {
      const job = over().find((each) => each.id === id)
      if (!job) throw new Error('This job is no longer in the history.')
      return { job, batches: pastBatches(job), batchesLeftOut: 0 }
    },
    clear(): number {
      const count = over().length
      cleared = true
      return count
    },
    restore(): number {
      cleared = false
      return over().length
    },
    move(id: JobId, before: JobId | null): { queue: JobId[] } {
      const open = jobs(readAt())
        .filter(({ state, id: other }) => !OVER.has(state) && other !== id)
        .map((job) => job.id)
      open.splice(before === null ? open.length : open.indexOf(before), 0, id)
      return { queue: open }
    },
  }
}

/** Two requests of each machine that took part, one after the other. */
export function pastBatches(job: JobView): BatchView[] {
  const start = job.startedAt ?? job.submittedAt
  let first = 0
  return job.tallies.flatMap(({ workerId, images, bonus, busySeconds, failures }) =>
    [0, 1].flatMap((half): BatchView[] => {
      const count = half === 0 ? Math.ceil((images + bonus) / 2) : Math.floor((images + bonus) / 2)
      if (count === 0) return []
      const firstIndex = ImageIndex.parse(first)
      first += count
      const startedAt = start + half * busySeconds * 500
      const endedAt = startedAt + busySeconds * 500
      const returned = failures > 0 && half === 1
      return [
        {
          id: BatchId.parse(`${job.id} ${workerId} ${half}`),
          jobId: job.id,
          workerId,
          firstIndex,
          count,
          bonus: images === 0,
          copy: false,
          state: returned ? 'returned' : 'stored',
          fraction: 1,
          hasPreview: false,
          predictedStartAt: startedAt,
          predictedEndAt: endedAt,
          startedAt,
          endedAt,
          returnedBecause: returned ? plainText('The connection was reset.') : null,
        },
      ]
    }),
  )
}
