import type { WorkerId } from '../../../shared/ids.ts'
import { withRemedy } from '../../../shared/problem.ts'
import type { BenchmarkPayload } from '../../../shared/settings.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { BenchmarkProgress, BenchmarkRecord } from '../../../shared/worker.ts'
import { onFailure } from '../../core/dispatch/request/on-failure.ts'
import { memoryKey } from '../../core/dispatch/worker/memory-limits.ts'
import { problemOf, TributaryError, WorkerFailure } from '../../core/failure.ts'
import { loadedHandle } from '../../core/names/on-worker.ts'
import type { Clock } from '../../core/ports.ts'
import { learn } from '../../core/speed/learn.ts'
import { isKnown, predictSeconds, withBenchmark } from '../../core/speed/model.ts'
import type { Health } from '../health/health.ts'
import type { Roster } from '../roster.ts'
import type { Saver } from '../saver.ts'
import { withDeadline } from '../wait.ts'
import type { WorkerEntry } from '../worker-entry.ts'
import { benchmarkParams } from './benchmark-request.ts'
import { commonCheckpoint } from './common-checkpoint.ts'
import { withRecord } from './records.ts'
import { type Outcome, runBenchmark, type SoFar } from './run-benchmark.ts'

/** A benchmark waits this long for the end of what its worker does, real ms. */
const LONGEST_WAIT_REAL_MS = 30 * 60_000
/** Workers nobody looked at yet are waited for before it is decided which checkpoint is common, real ms. */
const FIRST_LOOKS_REAL_MS = 5_000

export interface BenchmarkRunnerDeps {
  readonly clock: Clock
  readonly timeScale: number
  readonly newId: () => string
  readonly payload: () => BenchmarkPayload
  readonly roster: Roster
  readonly health: Health
  readonly saver: Saver
  readonly settled: (timeoutRealMs: number) => Promise<void>
}

type Result = 'measured' | 'failed'

/** Who wants a benchmark. `background`: nobody waits for it, and it ends where a job wants the machine. */
export type Urgency = 'asked' | 'background'

interface Running {
  readonly result: Promise<Result>
  readonly abort: AbortController
  /** how many want the result still */
  readonly wanted: Record<Urgency, number>
}

/** Why a benchmark that only the background wanted was ended; what its runs have shown is kept. */
const CUT_SHORT = 'cut short'

const WAITING: BenchmarkProgress = { phase: 'waiting', run: 0, runs: 0, fraction: 0, ipmSoFar: null }

/** Measures workers side by side; none waits for another, and none that fails keeps another from being measured. */
export class BenchmarkRunner {
  readonly #deps: BenchmarkRunnerDeps
  readonly #running = new Map<WorkerId, Running>()

  constructor(deps: BenchmarkRunnerDeps) {
    this.#deps = deps
  }

  /**
   * A worker that is being measured already is not measured twice: both askers get the same result. `wanted` is aborted when its asker
   * needs the result no more; the last one to do so ends the benchmark. Without it, it is wanted to its end. One that was wanted in the
   * background only and ends so keeps what its runs have shown; it counts as failed where that was no measured run.
   */
  async measure(
    ids: readonly WorkerId[],
    wanted?: AbortSignal,
    urgency: Urgency = 'asked',
  ): Promise<Map<WorkerId, Result>> {
    const unique = [...new Set(ids)]
    const results = await Promise.all(unique.map((id) => this.#ask(id, wanted, urgency)))
    return new Map(unique.map((id, at) => [id, results[at] ?? 'failed']))
  }

  /** Ends it, whoever wants it. */
  cancel(id: WorkerId): void {
    this.#running.get(id)?.abort.abort()
  }

  /** Cancels all; resolves when the last one has ended. */
  async stop(): Promise<void> {
    const all = [...this.#running.values()]
    for (const { abort } of all) abort.abort()
    await Promise.all(all.map(({ result }) => result))
  }

  #ask(id: WorkerId, wanted: AbortSignal | undefined, urgency: Urgency): Promise<Result> {
    if (wanted?.aborted) return Promise.resolve('failed')
    const known = this.#running.get(id)
    // That one is ending already: whoever asks now gets one of his own.
    if (known?.abort.signal.aborted) return known.result.then(() => this.#ask(id, wanted, urgency))
    const running = known ?? this.#start(id, urgency)
    if (running === null) return Promise.resolve('failed')
    running.wanted[urgency]++
    this.#tellUrgency(id, running)
    if (wanted === undefined) return running.result
    const withdraw = () => {
      running.wanted[urgency]--
      if (running.wanted.asked + running.wanted.background === 0)
        running.abort.abort(urgency === 'background' ? CUT_SHORT : undefined)
      else this.#tellUrgency(id, running)
    }
    wanted.addEventListener('abort', withdraw, { once: true })
    return running.result.finally(() => wanted.removeEventListener('abort', withdraw))
  }

  #start(id: WorkerId, urgency: Urgency): Running | null {
    const entry = this.#deps.roster.get(id)
    if (entry === undefined) return null
    const abort = new AbortController()
    entry.measured = urgency
    const result = this.#measure(entry, abort.signal).finally(() => this.#running.delete(id))
    const running = { result, abort, wanted: { asked: 0, background: 0 } }
    this.#running.set(id, running)
    return running
  }

  #tellUrgency(id: WorkerId, { wanted }: Running): void {
    const entry = this.#deps.roster.get(id)
    const urgency = wanted.asked > 0 ? 'asked' : 'background'
    if (entry === undefined || entry.measured === urgency) return
    entry.measured = urgency
    this.#deps.roster.changed(entry)
  }

  async #measure(entry: WorkerEntry, signal: AbortSignal): Promise<Result> {
    const { roster, health, saver } = this.#deps
    let soFar: SoFar | null = null
    entry.setback = null
    this.#tell(entry, WAITING)
    try {
      await this.#begin(entry, signal)
      const outcome = await this.#run(entry, signal, (figures) => {
        soFar = figures
      })
      if (signal.aborted) throw cancelled()
      this.#take(entry, outcome)
      saver.now()
      if (outcome.lost !== null) health.lost(entry, outcome.lost)
      return 'measured'
    } catch (error) {
      this.#failed(entry, error)
      return signal.reason === CUT_SHORT && roster.has(entry) ? this.#keep(entry, soFar) : 'failed'
    } finally {
      entry.held = null
      entry.measured = null
      entry.benchmarkProgress = null
      if (entry.state === 'benchmarking') roster.apply(entry, 'benchmark-ended')
      roster.changed(entry)
    }
  }

  /** Waits until the worker is idle, keeps it free of jobs and begins; rejects with why that will not be. */
  async #begin(entry: WorkerEntry, signal: AbortSignal): Promise<void> {
    const { clock, timeScale, roster, health } = this.#deps
    await withDeadline(clock, LONGEST_WAIT_REAL_MS * timeScale, signal, async (inner) => {
      // What runs there comes to its end; nothing new is sent from now on.
      entry.held = reason('fleet.about-to-be-measured')
      roster.changed(entry)
      await this.#deps.settled(FIRST_LOOKS_REAL_MS)
      for (let fresh = false; ; ) {
        if (inner.aborted || !roster.has(entry)) throw cancelled()
        refuseWhereItCannotBe(entry)
        if (entry.state === 'unavailable' || entry.state === 'unknown') {
          if (fresh) throw problemOfEntry(entry)
          await health.look(entry, 'fresh')
          fresh = true
        } else if (isFree(entry)) {
          if (fresh) {
            roster.apply(entry, 'benchmark-started')
            return
          }
          await health.look(entry, 'life')
          fresh = true
        } else {
          await roster.until(entry, (now) => !occupied(now), inner)
          fresh = false
        }
      }
    })
  }

  #run(entry: WorkerEntry, signal: AbortSignal, soFar: (figures: SoFar) => void): Promise<Outcome> {
    const { clock, timeScale, newId, roster, payload } = this.#deps
    const { config, capabilities, speed } = entry
    // A checkpoint that nobody asked for is not loaded in the background.
    const common =
      entry.measured === 'background'
        ? null
        : commonCheckpoint(roster.entries.filter((each) => each.state !== 'off'))
    return runBenchmark(
      {
        capabilities,
        checkpoint: config.checkpointOverride ?? common,
        pixelCap: config.pixelCap,
        maxBatch: config.maxBatch,
        expectedRunSeconds: isKnown(speed)
          ? predictSeconds(speed, benchmarkParams(payload()), 1, capabilities?.loadedCheckpoint ?? null)
          : null,
      },
      payload(),
      {
        connection: entry.connection,
        clock,
        timeScale,
        newId,
        knowsTasks: capabilities?.taskIds !== false,
      },
      {
        progress: (progress) => this.#tell(entry, progress),
        soFar,
        loading: () => roster.apply(entry, 'model-loading'),
        loaded: (checkpoint) => {
          roster.apply(entry, 'model-loaded')
          if (checkpoint === null || entry.capabilities === null) return
          const { checkpoints } = entry.capabilities
          entry.capabilities = {
            ...entry.capabilities,
            loadedCheckpoint: loadedHandle(checkpoints, checkpoint, null),
          }
          roster.changed(entry)
        },
      },
      signal,
    )
  }

  /** What the runs of a benchmark that was cut short have shown: a measurement, or what a first batch would have. */
  #keep(entry: WorkerEntry, soFar: SoFar | null): Result {
    if (soFar === null) return 'failed'
    if (soFar.from === 'measured') {
      this.#take(entry, { ...soFar, loadSeconds: null, memory: null, lost: null })
      this.#deps.saver.now()
      return 'measured'
    }
    // Whose speed was seen in jobs already is known better than by a warm-up.
    if (!isKnown(entry.speed)) {
      entry.speed = { ...entry.speed, firstIpm: soFar.figures.ipm, corrections: {} }
      this.#deps.saver.soon()
    }
    return 'failed'
  }

  #take(entry: WorkerEntry, outcome: Outcome): void {
    const { figures, checkpoint, version, loadSeconds, memory } = outcome
    const { overheadSeconds, batchIpm, ...speeds } = figures
    const record: BenchmarkRecord = {
      ...speeds,
      ...(Object.keys(batchIpm).length === 0 ? {} : { batchIpm }),
      at: this.#deps.clock.wall(),
      checkpoint,
      version,
    }
    const speed = withBenchmark(entry.speed, record, { overheadSeconds })
    entry.speed =
      loadSeconds === null
        ? speed
        : learn(speed, {
            params: benchmarkParams(this.#deps.payload()),
            checkpoint,
            count: 1,
            seconds: Math.max(0.001, loadSeconds),
            predictedSeconds: loadSeconds,
            loadSeconds,
            tainted: false,
            at: record.at,
          })
    if (memory !== null) {
      const key = memoryKey(checkpoint, benchmarkParams(this.#deps.payload()))
      entry.speed = { ...entry.speed, memory: { ...entry.speed.memory, [key]: memory } }
    }
    entry.history = withRecord(entry.history, record)
  }

  #failed(entry: WorkerEntry, error: unknown): void {
    const { roster, health } = this.#deps
    const failure = asTyped(error)
    if (failure.kind === 'aborted' || !roster.has(entry)) return
    if (
      entry.state === 'benchmarking' &&
      failure instanceof WorkerFailure &&
      onFailure(failure.kind).workerLost
    )
      health.lost(entry, failure)
    else if (entry.problem === null && failure.kind !== 'not-now') {
      const problem = failure.toProblem()
      entry.setback = { ...problem, message: reason('fleet.not-measured', { problem: problem.message }) }
    }
    roster.notice({
      level: 'warning',
      title: reason('fleet.not-measured.title', { name: entry.config.name }),
      text: withRemedy(failure.toProblem()),
      workerId: entry.id,
    })
  }

  #tell(entry: WorkerEntry, progress: BenchmarkProgress): void {
    entry.benchmarkProgress = progress
    this.#deps.roster.changed(entry)
  }
}

/** A job of ours, a load, or somebody else's work is on it. */
const occupied = (entry: WorkerEntry) => entry.busy || entry.requestsOut > 0 || entry.busyElsewhere !== null
const isFree = (entry: WorkerEntry) =>
  (entry.state === 'idle' || entry.state === 'interrupted') && !occupied(entry)

function refuseWhereItCannotBe({ state, config, problem }: WorkerEntry): void {
  const { name } = config
  const refuse = (message: Reason, remedy: Reason) => new TributaryError('not-now', message, remedy)
  if (state === 'off')
    throw refuse(reason('fleet.switched-off', { name }), reason('fleet.switched-off.remedy'))
  if (state === 'paused')
    throw refuse(reason('fleet.measure-paused', { name }), reason('fleet.measure-paused.remedy'))
  if (state === 'needs-sign-in')
    throw refuse(
      problem?.message ?? reason('fleet.measure-locked', { name }),
      problem?.remedy ?? reason('fleet.measure-locked.remedy'),
    )
}

function problemOfEntry({ config, problem }: WorkerEntry): TributaryError {
  if (problem === null) return new TributaryError('not-now', reason('fleet.no-answer', { name: config.name }))
  return new TributaryError(problem.kind, problem.message, problem.remedy)
}

const cancelled = () => new WorkerFailure('aborted', reason('fleet.benchmark-cancelled'))

function asTyped(error: unknown): TributaryError {
  if (error instanceof TributaryError) return error
  return new TributaryError('internal', problemOf(error).message, null, { cause: error })
}
