import { TaskId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { foundNobody, WorkerFailure } from '../../core/failure.ts'
import type { BatchAnswer, GenerationParams, SentNames, TaskProgress } from '../../core/generation.ts'
import type { Clock } from '../../core/ports.ts'
import { paced, pause, withDeadline } from '../wait.ts'
import type { WorkerConnection } from '../worker-connection.ts'
import { benchmarkRequest } from './benchmark-request.ts'
import type { RunSample } from './figures.ts'

/** Between two looks at a run, fleet ms. */
const LOOK_MS = 1_000
/** Of a cancelled run that still waits behind somebody else's: so many looks, then it is left to itself. */
const LONGEST_CANCEL_LOOKS = 30
/** Times the slowest step so far: a run that stands still for longer hangs. */
const STEP_ALLOWANCE = 4
/** A run that this machine slept in is made again, so many times. */
const MOST_SLEEPS = 5
/**
 * Without any progress, fleet ms: while sampling; while loading; on a server that answers and tells nothing. On one that does not even
 * answer: a load from a slow disk may keep it from that for a minute or two, hardly longer.
 */
const PATIENCE_MS = { sampling: 60_000, loading: 600_000, silent: 3_600_000, unheard: 300_000 }
/** A look that takes longer is not answered, real ms. */
const LONGEST_LOOK_MS = 5_000
/** A server that tells nothing is asked whether it lives, once in so many looks. */
const LOOKS_PER_PING = 10

export interface RunDeps {
  readonly connection: WorkerConnection
  readonly clock: Clock
  /** fleet ms per real ms */
  readonly timeScale: number
  readonly newId: () => string
  /** the server tells whose task runs; otherwise an interrupt could hit somebody else's */
  readonly knowsTasks: boolean
  /** what the server calls the sampler; absent: as the payload does */
  readonly names?: SentNames
}

/**
 * One timed request. `onLook`: 0..1 of this run, null where the server does not tell. A run in which this machine slept measures nothing
 * and is made again. Rejects with a WorkerFailure; `aborted` when `signal` was.
 */
export async function timedRun(
  deps: RunDeps,
  params: GenerationParams,
  count: number,
  onLook: (fraction: number | null) => void,
  signal: AbortSignal,
): Promise<RunSample & { answer: BatchAnswer }> {
  const slept = () => deps.clock.slept?.() ?? 0
  for (let sleeps = 0; ; sleeps++) {
    const before = slept()
    const awake = () => slept() === before || sleeps === MOST_SLEEPS || signal.aborted
    try {
      const sample = await oneRun(deps, params, count, onLook, signal)
      if (awake()) return sample
    } catch (error) {
      if (awake()) throw error
    }
  }
}

async function oneRun(
  deps: RunDeps,
  params: GenerationParams,
  count: number,
  onLook: (fraction: number | null) => void,
  signal: AbortSignal,
): Promise<RunSample & { answer: BatchAnswer }> {
  if (signal.aborted) throw aborted()
  const { connection, clock, timeScale } = deps
  const taskId = TaskId.parse(`tributary-benchmark-${deps.newId()}`)
  const call = new AbortController()
  const over = new AbortController()
  const cancel = () => {
    void interruptOwn(deps, taskId, over.signal).finally(() => call.abort())
  }
  signal.addEventListener('abort', cancel, { once: true })
  const began = clock.now()
  const sleptBefore = clock.slept?.() ?? 0
  const hung = watchRun(deps, taskId, onLook, over.signal)
  try {
    const request = benchmarkRequest(params, taskId, count, deps.names)
    const answer = await Promise.race([connection.generate(request, discard, call.signal), hung])
    if (signal.aborted) throw aborted()
    const lacking = lackingImages(answer, count)
    if (lacking !== null) throw new WorkerFailure('invalid-answer', lacking)
    const { serverSeconds } = answer
    return {
      answer,
      seconds: Math.max(1, clock.now() - began) / 1000,
      serverSeconds: serverSeconds === null ? null : serverSeconds * timeScale,
    }
  } catch (error) {
    // The server may be at it still: the next run would wait behind it.
    if (!signal.aborted && (clock.slept?.() ?? 0) > sleptBefore) await interruptOwn(deps, taskId, signal)
    throw signal.aborted ? aborted() : error
  } finally {
    signal.removeEventListener('abort', cancel)
    over.abort()
    call.abort()
  }
}

const discard = () => Promise.resolve()
const aborted = () => new WorkerFailure('aborted', reason('fleet.benchmark-cancelled'))

/** Looks at the run until `over`; rejects with `hung` when it stands still, with `unreachable` when nobody answers. */
async function watchRun(
  deps: RunDeps,
  taskId: TaskId,
  onLook: (fraction: number | null) => void,
  over: AbortSignal,
): Promise<never> {
  const { clock, timeScale } = deps
  // Real servers behind a fast clock need their real time.
  const stretch = Math.max(1, timeScale / 4)
  let pulse: string | null = null
  let pulseAt = clock.now()
  let heardAt = clock.now()
  // Nothing is known of the machine yet but what this run has shown: on a CPU one step can take minutes.
  let slowestStepMs = 0
  for (let looks = 1; !over.aborted; looks++) {
    await pause(clock, paced(LOOK_MS, timeScale), over)
    if (over.aborted) break
    const { progress, heard } = await lookAt(deps, taskId, looks % LOOKS_PER_PING === 0, over)
    if (over.aborted) break
    const now = clock.now()
    const fraction = progress?.fraction ?? null
    onLook(fraction === null ? null : Math.min(1, Math.max(0, fraction)))
    if (heard === true) heardAt = now
    const patience = (ms: number) => Math.max(ms * stretch, STEP_ALLOWANCE * slowestStepMs)
    if (heard !== true && now - heardAt >= patience(PATIENCE_MS.unheard))
      throw new WorkerFailure(
        'unreachable',
        reason('fleet.silent', { seconds: Math.round((now - heardAt) / 1000) }),
        reason('fleet.silent.remedy'),
      )
    if (progress !== null && progress.pulse !== pulse) {
      if (pulse !== null && isSampling(progress)) slowestStepMs = Math.max(slowestStepMs, now - pulseAt)
      pulse = progress.pulse
      pulseAt = now
    } else if (now - pulseAt >= patience(patienceOf(progress)))
      throw new WorkerFailure(
        'hung',
        reason('fleet.hung', { seconds: Math.round((now - pulseAt) / 1000) }),
        reason('fleet.hung.remedy'),
      )
  }
  return new Promise<never>(() => undefined)
}

interface Looked {
  /** null: the look failed */
  readonly progress: TaskProgress | null
  /** whether anybody answered; null: nobody was asked */
  readonly heard: boolean | null
}

/** The run's own answer will tell what became of the worker; a look that fails is only no sign of life. Never rejects. */
async function lookAt(deps: RunDeps, taskId: TaskId, mayPing: boolean, over: AbortSignal): Promise<Looked> {
  const { connection, clock, timeScale } = deps
  const within = <T>(ask: (signal: AbortSignal) => Promise<T>) =>
    withDeadline(clock, LONGEST_LOOK_MS * timeScale, over, ask)
  try {
    const progress = await within((signal) => connection.progress(taskId, { preview: false }, signal))
    if (progress.at !== 'unknown') return { progress, heard: true }
    if (!mayPing) return { progress, heard: null }
    const failure = await within((signal) => connection.ping(signal)).catch((error: unknown) => error)
    return { progress, heard: !foundNobody(failure) }
  } catch (error) {
    return { progress: null, heard: !foundNobody(error) }
  }
}

function patienceOf(progress: TaskProgress | null): number {
  if (progress === null || progress.at === 'unknown') return PATIENCE_MS.silent
  return isSampling(progress) ? PATIENCE_MS.sampling : PATIENCE_MS.loading
}

const isSampling = ({ at, fraction }: TaskProgress) => at === 'active' && fraction !== null && fraction > 0.02

/** Stops a cancelled run on the server once it is the active one, never what somebody else runs there. */
async function interruptOwn(deps: RunDeps, taskId: TaskId, over: AbortSignal): Promise<void> {
  if (!deps.knowsTasks) return
  for (let looks = 0; looks < LONGEST_CANCEL_LOOKS && !over.aborted; looks++) {
    const { progress } = await lookAt(deps, taskId, false, over)
    if (progress?.at === 'active') {
      try {
        await withDeadline(deps.clock, LONGEST_LOOK_MS * deps.timeScale, over, (signal) =>
          deps.connection.interrupt(signal),
        )
      } catch {
        // Not stopped: it computes to its end, and nobody takes the picture.
      }
      return
    }
    if (progress?.at !== 'queued') return
    await pause(deps.clock, paced(LOOK_MS, deps.timeScale), over)
  }
}

/** What is wrong with an answer that should have so many images; null: it has them. */
export function lackingImages(
  { images, damaged, unusable }: Pick<BatchAnswer, 'images' | 'damaged' | 'unusable'>,
  count: number,
): Reason | null {
  const sent = images - damaged
  if (sent >= count) return null
  return unusable === undefined
    ? reason('fleet.images-lacking', { sent, count })
    : reason('fleet.images-lacking-unusable', { sent, count, how: unusable.how })
}
