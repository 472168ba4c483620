import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import { samplingOn } from '../../../shared/names/on-server.ts'
import { AUTOMATIC } from '../../../shared/names/tables.ts'
import type { BenchmarkPayload } from '../../../shared/settings.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { BenchmarkProgress, Capabilities } from '../../../shared/worker.ts'
import { onFailure } from '../../core/dispatch/request/on-failure.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { AnswerInfo } from '../../core/generation.ts'
import { sentNames } from '../../core/names/on-worker.ts'
import { unreadableFormat } from '../../core/planning/eligibility.ts'
import { workOf } from '../../core/speed/work.ts'
import type { KnownMemory } from '../../core/speed/worker-speed.ts'
import { batchSizes } from './batch-sizes.ts'
import { benchmarkParams } from './benchmark-request.ts'
import { checkpointToLoad } from './common-checkpoint.ts'
import { type BatchSample, type Figures, figuresOf, median, type RunSample } from './figures.ts'
import { type RunDeps, timedRun } from './timed-run.ts'

/** A load takes about as long as so many runs, and an image in a batch as so much of one, for the progress bar. */
const WEIGHT = { load: 2, imageInBatch: 0.75 }
/** 0..1 of the first run that must be done before its own pace tells how long it takes. */
const TELLING_PART = 0.1

export interface Subject {
  readonly capabilities: Capabilities | null
  /** canonical name of what everybody is measured on; null: what is loaded */
  readonly checkpoint: string | null
  readonly pixelCap: number | null
  readonly maxBatch: number | null
  /** of one run of one image, as its speed so far lets expect; null: nothing is known of its speed */
  readonly expectedRunSeconds: number | null
}

export interface Outcome {
  readonly figures: Figures
  /** canonical name of what it was measured on; null: not told */
  readonly checkpoint: string | null
  readonly version: string | null
  /** seconds its checkpoint took to load; null: none was loaded, or the server loads later */
  readonly loadSeconds: number | null
  /** how many images at once it was seen to hold where a batch was too large; null: all fitted, or none was tried */
  readonly memory: KnownMemory | null
  /** it was lost after it was measured */
  readonly lost: WorkerFailure | null
}

/** What the runs of a benchmark that is not over have shown. */
export interface SoFar {
  /** `warm-up`: no measured run has ended yet, and the figures are those of the last warm-up */
  readonly from: 'warm-up' | 'measured'
  readonly figures: Figures
  readonly checkpoint: string | null
  readonly version: string | null
}

/** What happens on the way. */
export interface Steps {
  progress(progress: BenchmarkProgress): void
  /** Told after each run of one image of what all of them showed, so that a benchmark that is cut short was not in vain. */
  soFar(figures: SoFar): void
  loading(): void
  /** its title; null: it did not load */
  loaded(checkpoint: string | null): void
}

/**
 * Measures one worker: the common checkpoint first, warm-up runs, measured runs, then a batch of four and one of eight where memory allows.
 * Pictures are thrown away. Rejects with a WorkerFailure; `aborted` when `signal` was.
 */
export async function runBenchmark(
  subject: Subject,
  payload: BenchmarkPayload,
  deps: RunDeps,
  steps: Steps,
  signal: AbortSignal,
): Promise<Outcome> {
  const { capabilities } = subject
  refuseUnreadableFormat(capabilities)
  refuseUnknownSampler(payload, capabilities)
  const params = benchmarkParams(payload)
  const names = sentNames(capabilities, params)
  const work = workOf(params)
  const load = checkpointToLoad(capabilities, subject.checkpoint)
  const sizes = batchSizes(mostAtOnce(subject, payload))
  const inBatches = sizes.reduce((sum, size) => sum + size * WEIGHT.imageInBatch, 0)
  // What was just loaded is slow the first time, whatever the settings say.
  const warmUps = Math.max(payload.warmUpRuns, load === null ? 0 : 1)
  const total = (load === null ? 0 : WEIGHT.load) + warmUps + payload.measuredRuns + inBatches
  let done = 0
  const measured: RunSample[] = []
  /** seconds of a run of one image: as the last one took, the first one goes, or was expected; null: nobody knows */
  let runSeconds = subject.expectedRunSeconds
  let oneEnded = false
  const tell = (phase: BenchmarkProgress['phase'], run: number, runs: number, part: number) =>
    steps.progress({
      phase,
      run,
      runs,
      fraction: Math.min(1, (done + part) / total),
      remainingSeconds: runSeconds === null ? null : Math.max(0, total - done - part) * runSeconds,
      ipmSoFar: measured.length === 0 ? null : figuresOf(measured, [], work).ipm,
    })

  let loaded: Loaded | null = null
  if (load !== null) {
    tell('loading', 1, 1, 0)
    loaded = await loadFirst(load.title, deps, steps, signal)
    done += WEIGHT.load
  }
  let info: AnswerInfo | null = null
  const run = async (
    phase: 'warm-up' | 'measuring',
    nth: number,
    runs: number,
    count: number,
    weight: number,
  ) => {
    let highest = 0
    tell(phase, nth, runs, 0)
    const guess = median(measured.map(({ seconds }) => seconds)) * count
    const began = deps.clock.now()
    const sample = await timedRun(
      { ...deps, names },
      params,
      count,
      (fraction) => {
        const seconds = (deps.clock.now() - began) / 1000
        highest = Math.max(
          highest,
          fraction ?? (Number.isFinite(guess) ? Math.min(0.95, seconds / guess) : 0),
        )
        if (!oneEnded && highest >= TELLING_PART) runSeconds = seconds / highest
        tell(phase, nth, runs, highest * weight)
      },
      signal,
    )
    done += weight
    if (count === 1) runSeconds = sample.seconds
    oneEnded = true
    info = sample.answer.info ?? info
    return sample
  }
  const identity = () => identityOf(info, capabilities, loaded === null ? null : (load?.name ?? null))
  for (let nth = 1; nth <= warmUps; nth++) {
    const warmUp = await run('warm-up', nth, warmUps, 1, 1)
    steps.soFar({ from: 'warm-up', figures: figuresOf([warmUp], [], work), ...identity() })
  }
  const runs = payload.measuredRuns + sizes.length
  for (let nth = 1; nth <= payload.measuredRuns; nth++) {
    measured.push(await run('measuring', nth, runs, 1, 1))
    steps.soFar({ from: 'measured', figures: figuresOf(measured, [], work), ...identity() })
  }

  const batches: BatchSample[] = []
  let memory: KnownMemory | null = null
  let lost: WorkerFailure | null = null
  for (const [at, count] of sizes.entries()) {
    const nth = payload.measuredRuns + at + 1
    try {
      batches.push({ ...(await run('measuring', nth, runs, count, count * WEIGHT.imageInBatch)), count })
    } catch (error) {
      // Its speed is known; that a batch does not fit, or did not come, takes nothing from it.
      if (!(error instanceof WorkerFailure) || error.kind === 'aborted') throw error
      if (error.kind === 'out-of-memory')
        memory = { most: Math.floor(count / 2), good: batches.at(-1)?.count ?? 1 }
      if (onFailure(error.kind).workerLost) lost = error
      break
    }
  }
  return {
    figures: figuresOf(measured, batches, work),
    ...identity(),
    loadSeconds:
      capabilities !== null && capabilities.loadsAtOnce !== false ? (loaded?.seconds ?? null) : null,
    memory,
    lost,
  }
}

interface Loaded {
  /** null: this machine slept meanwhile, so nobody knows */
  readonly seconds: number | null
}

/** Null: the server would not load it, and is measured on what it has. */
async function loadFirst(
  title: string,
  deps: RunDeps,
  steps: Steps,
  signal: AbortSignal,
): Promise<Loaded | null> {
  const began = deps.clock.now()
  const sleptBefore = deps.clock.slept?.() ?? 0
  steps.loading()
  const slept = () => (deps.clock.slept?.() ?? 0) > sleptBefore
  try {
    await deps.connection.loadCheckpoint(title, signal).catch((error: unknown) => {
      // Its connection did not outlive the sleep.
      if (!slept() || signal.aborted) throw error
      return deps.connection.loadCheckpoint(title, signal)
    })
  } catch (error) {
    steps.loaded(null)
    const stays =
      error instanceof WorkerFailure && !onFailure(error.kind).workerLost && error.kind !== 'aborted'
    if (!stays) throw error
    return null
  }
  steps.loaded(title)
  return { seconds: slept() ? null : (deps.clock.now() - began) / 1000 }
}

/** It would compute every picture and then answer 500. */
function refuseUnreadableFormat(capabilities: Capabilities | null): void {
  if (capabilities === null || unreadableFormat(capabilities) === null) return
  throw new WorkerFailure(
    'validation',
    reason('fleet.unreadable-format', { format: capabilities.settings?.samplesFormat?.slice(0, 40) ?? '' }),
    reason('fleet.unreadable-format.remedy'),
  )
}

function refuseUnknownSampler(payload: BenchmarkPayload, capabilities: Capabilities | null): void {
  if (capabilities === null || !('lacks' in samplingOn(capabilities, payload.sampler, AUTOMATIC))) return
  throw new WorkerFailure(
    'unknown-sampler',
    reason('fleet.benchmark-sampler', { sampler: payload.sampler }),
    reason('fleet.benchmark-sampler.remedy'),
  )
}

/** Images that one request to it may have, as the server and its limits tell; Infinity: nobody says. */
function mostAtOnce(
  { capabilities, pixelCap, maxBatch }: Subject,
  { width, height }: BenchmarkPayload,
): number {
  if (capabilities?.batches === false) return 1
  const byPixels = pixelCap === null ? Number.POSITIVE_INFINITY : Math.floor(pixelCap / (width * height))
  return Math.min(byPixels, maxBatch ?? Number.POSITIVE_INFINITY)
}

function identityOf(info: AnswerInfo | null, capabilities: Capabilities | null, loaded: string | null) {
  const checkpoint = info?.checkpointName ?? loaded ?? capabilities?.loadedCheckpoint ?? null
  return {
    checkpoint: checkpoint === null || checkpoint === '' ? null : canonicalCheckpointName(checkpoint),
    version: info?.version ?? capabilities?.version ?? null,
  }
}
