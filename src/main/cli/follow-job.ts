import type { JobId, WorkerId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { Plan } from '../../shared/plan.ts'
import { speedWords } from '../../shared/speed-words.ts'
import type { Measuring } from '../studio/first-benchmark.ts'
import type { Studio } from '../studio.ts'
import { WorkerBars } from './console-io.ts'
import type { CommandContext } from './main.ts'
import { stoppingWords } from './stopping-words.ts'

interface Followed {
  readonly id: JobId
  readonly plan: Plan
  /** first benchmarks that go on beside the job */
  readonly measuring: Measuring
}

/**
 * Shows the job until it ends. Ctrl+C cancels it and keeps what arrived, and so does `patienceSeconds` of wall time in which no machine
 * could work and none was being measured. What is still measured for the job alone when it is over ends with it.
 */
export async function followJob(
  studio: Studio,
  { id, plan, measuring }: Followed,
  context: CommandContext,
  patienceSeconds: number,
): Promise<JobView> {
  const bars = new WorkerBars(context.io)
  const stored = new Map<string, number>()
  const shares = new Map(plan.shares.map((share) => [share.name, share.images + share.bonus]))
  for (const [name, total] of shares) bars.set(name, 0, total, '')
  const late = new Set(measuring.open())
  for (const each of late) bars.log(`${nameOf(studio, each)} is still being measured; it joins in then.`)

  let givenUp: NodeJS.Timeout | null = null
  const cancel = () => studio.dispatcher.cancel(id)
  const giveUp = () => {
    if (measuring.open().length > 0) givenUp = setTimeout(giveUp, patienceSeconds * 1000)
    else cancel()
  }
  const interrupt = () => {
    cancel()
    const words = stoppingWords(studio.dispatcher.batches(id), studio.fleet.views())
    if (words !== null) bars.log(words)
  }
  const off = studio.subscribe((name, payload) => {
    if (name === 'imageStored' && payload.jobId === id) {
      const count = (stored.get(payload.workerName) ?? 0) + 1
      stored.set(payload.workerName, count)
      bars.set(payload.workerName, count, Math.max(count, shares.get(payload.workerName) ?? count), '')
    } else if (name === 'noticeRaised') {
      bars.log([payload.title, payload.text].filter(Boolean).join(': '))
    } else if (name === 'workerChanged' && late.has(payload.config.id)) {
      if (payload.benchmark === null) return
      late.delete(payload.config.id)
      bars.log(`${payload.config.name} is measured now: ${speedWords(payload.benchmark.ipm)}.`)
    } else if (name === 'jobChanged' && payload.id === id) {
      const stuck = payload.state === 'waiting'
      if (stuck && givenUp === null) {
        bars.log(
          `No machine can work on this now${payload.problem ? `: ${payload.problem.message}` : '.'} Waiting up to ${patienceSeconds} s.`,
        )
        givenUp = setTimeout(giveUp, patienceSeconds * 1000)
      } else if (!stuck && givenUp !== null) {
        clearTimeout(givenUp)
        givenUp = null
      }
    }
  })
  context.signal.addEventListener('abort', interrupt, { once: true })
  if (context.signal.aborted) interrupt()
  try {
    const job = await studio.dispatcher.whenDone(id)
    for (const each of measuring.open())
      bars.log(`${nameOf(studio, each)} was not measured to its end: the job is over without it.`)
    return job
  } finally {
    context.signal.removeEventListener('abort', interrupt)
    if (givenUp !== null) clearTimeout(givenUp)
    off()
    bars.stop()
    measuring.end()
  }
}

const nameOf = (studio: Studio, id: WorkerId): string => studio.fleet.view(id)?.config.name ?? id
