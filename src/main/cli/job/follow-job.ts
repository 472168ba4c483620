import type { JobId, WorkerId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import type { Plan } from '../../../shared/plan.ts'
import type { Problem } from '../../../shared/problem.ts'
import { type MessageKey, reason } from '../../../shared/words/catalogue.ts'
import { speedWords } from '../../../shared/words/format-speed.ts'
import { say } from '../../../shared/words/say.ts'
import type { App } from '../../app/app.ts'
import type { Measuring } from '../../app/first-benchmark.ts'
import { isOver } from '../../core/dispatch/job/job-state.ts'
import type { CommandContext } from '../command-context.ts'
import { noticeLine } from '../console/notice-line.ts'
import { WorkerBars } from '../console/worker-bars.ts'
import { Patience } from './patience.ts'
import { Stopping } from './stopping.ts'
import { namesOnTheirWay, stoppingWords } from './stopping-words.ts'

interface Followed {
  readonly id: JobId
  readonly plan: Plan
  /** first benchmarks that go on beside the job */
  readonly measuring: Measuring
}

/** A job that is over waits so long, real ms, for what is still on its way to be interrupted. */
const LAST_REQUESTS_MS = 600
/** One that was cancelled waits so long, real ms, until pictures of requests that it left are on the disk. */
const LAST_PICTURES_MS = 3_000

/**
 * Shows the job until it ends. Ctrl+C cancels it and keeps what arrived; it is over some seconds later (stopping.ts). It fails after `patienceSeconds` of wall time in which no
 * machine could work and none was being measured, or in which no picture could be stored. A job that is over by itself ends at once: machines
 * that do not answer are not waited for, and what is still measured for the job alone ends with it.
 */
export async function followJob(
  app: App,
  { id, plan, measuring }: Followed,
  context: CommandContext,
  patienceSeconds: number,
): Promise<JobView> {
  const { dispatcher } = app
  const bars = new WorkerBars(context.io)
  const stored = new Map<string, number>()
  const shares = new Map(plan.shares.map((share) => [share.name, share.images + share.bonus]))
  for (const [name, total] of shares) bars.set(name, 0, total, '')
  const late = new Set(measuring.open())
  for (const each of late) bars.log(say('cli.still-measured', { worker: nameOf(app, each) }))

  /** why the job stands still */
  let stuck = null as {
    readonly state: 'waiting' | 'storing-paused'
    readonly problem: Problem | null
  } | null
  let told = ''
  const distrusted = () => app.fleet.views().some(({ problem }) => problem?.kind === 'tls')
  const over = Promise.withResolvers<void>()
  using patience = new Patience({
    ms: patienceSeconds * 1000,
    excused: () => stuck?.state !== 'storing-paused' && measuring.open().length > 0,
    onSpent: () => dispatcher.giveUp(id, givenUp(stuck?.problem ?? null, patienceSeconds, distrusted)),
  })
  const standStill = (state: 'waiting' | 'storing-paused', problem: Problem | null) => {
    stuck = { state, problem }
    const words = standingWords(state, problem, patienceSeconds)
    if (words !== told) bars.log(words)
    told = words
    patience.start()
  }
  const goOn = () => {
    if (stuck?.state === 'waiting') patience.restore()
    // Storing is known to work again when a picture is stored, and not when the next one is tried.
    patience.hold()
    stuck = null
  }
  let stopping = null as Stopping | null
  const interrupt = () => {
    const refused = dispatcher.storageProblem !== null
    dispatcher.cancel(id)
    const words = refused ? null : stoppingWords(dispatcher.batches(id), app.fleet.views())
    if (words !== null) bars.log(words)
    stopping = new Stopping(id, {
      dispatcher,
      workers: () => app.fleet.views(),
      tell: (line) => bars.log(line),
    })
    void stopping.left.then(over.resolve)
  }
  const off = app.subscribe((name, payload) => {
    if (name === 'imageStored' && payload.jobId === id) {
      patience.restore()
      told = ''
      const count = (stored.get(payload.workerName) ?? 0) + 1
      stored.set(payload.workerName, count)
      bars.set(payload.workerName, count, Math.max(count, shares.get(payload.workerName) ?? count), '')
    } else if (name === 'noticeRaised') {
      bars.log(noticeLine(payload))
    } else if (name === 'workerChanged' && late.has(payload.config.id)) {
      if (payload.benchmark === null) return
      late.delete(payload.config.id)
      bars.log(
        say('cli.measured-now', { worker: payload.config.name, speed: speedWords(payload.benchmark.ipm) }),
      )
    } else if (name === 'jobChanged' && payload.id === id) {
      if (isOver(payload.state)) {
        // What was cancelled by hand may still bring pictures.
        if (!context.signal.aborted) over.resolve()
      } else if (payload.state === 'waiting' || payload.state === 'storing-paused')
        standStill(payload.state, payload.problem)
      else goOn()
    }
  })
  context.signal.addEventListener('abort', interrupt, { once: true })
  if (context.signal.aborted) interrupt()
  try {
    const whole = dispatcher.whenDone(id)
    await Promise.race([whole, over.promise])
    patience.hold()
    for (const each of measuring.open())
      bars.log(say('cli.not-measured-to-end', { worker: nameOf(app, each) }))
    measuring.end()
    const job = await within(context.signal.aborted ? LAST_PICTURES_MS : LAST_REQUESTS_MS, whole)
    if (job !== null) return job
    const silent = namesOnTheirWay(dispatcher.batches(id), app.fleet.views())
    if (silent.length > 0 && dispatcher.storageProblem === null)
      bars.log(say('cli.silent', { count: silent.length, workers: silent }))
    return dispatcher.job(id) ?? (await whole)
  } finally {
    context.signal.removeEventListener('abort', interrupt)
    stopping?.[Symbol.dispose]()
    off()
    bars.stop()
    measuring.end()
  }
}

const nameOf = (app: App, id: WorkerId): string => app.fleet.view(id)?.config.name ?? id

function standingWords(
  state: 'waiting' | 'storing-paused',
  problem: Problem | null,
  patienceSeconds: number,
): string {
  const seconds = patienceSeconds
  // The remedy of the panel names its settings.
  if (state === 'storing-paused')
    return say(isOfIndex(problem) ? 'cli.not-indexed' : 'cli.not-stored', {
      problem: problem?.message ?? '',
      seconds,
    })
  return problem === null
    ? say('cli.no-machine-now', { seconds })
    : say('cli.no-machine-now-because', { problem: problem.message, seconds })
}

/** It is the gallery's index that cannot be written, which lies in no folder of pictures. */
const isOfIndex = (problem: Problem | null): boolean =>
  problem !== null &&
  typeof problem.message !== 'string' &&
  problem.message.kind === ('gallery.index-disk-full' satisfies MessageKey)

/** `distrusted`: whether a machine's certificate is what stands in the way. */
function givenUp(problem: Problem | null, patienceSeconds: number, distrusted: () => boolean): Problem {
  const seconds = patienceSeconds
  const message =
    problem === null
      ? reason('cli.gave-up', { seconds })
      : reason('cli.gave-up-because', { seconds, problem: problem.message })
  const stored = problem?.kind.startsWith('storage-') === true
  const remedy = stored
    ? reason(isOfIndex(problem) ? 'gallery.index-disk-full.remedy' : 'cli.choose-out')
    : distrusted()
      ? reason('cli.insecure-remedy')
      : null
  return { kind: problem?.kind ?? 'not-now', message, remedy, field: null }
}

/** null: it took longer than so many ms of real time. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
