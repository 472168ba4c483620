import type { WorkerId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { WorkerConfig } from '../../../shared/worker.ts'
import type { SyncRun } from '../../../shared/worker-activity.ts'
import { problemOf, TributaryError } from '../../core/failure.ts'
import type { Clock } from '../../core/ports.ts'
import { type PacedEmit, pacedEmit } from '../discovery/paced-emit.ts'
import { commandInWords, fillCommand, type Platform } from './command-template.ts'
import { OutputLines } from './output-lines.ts'
import type { ProcessEnd, SpawnCommand, SpawnedCommand } from './spawn-command.ts'

/** Real ms between the request to end and the end by force. */
const GRACE_MS = 5_000
/** Real ms between two announcements of a run. */
const EMIT_MS = 100
/** Ended runs that are remembered, so that a card can show its last one. */
const KEPT_RUNS = 200

export interface SyncRunnerOptions {
  /** spawnCommand */
  readonly spawn: SpawnCommand
  readonly clock: Clock
  /** fleet ms per real ms, as the clock runs; 1 when left out */
  readonly timeScale?: number
  readonly platform: Platform
  /** os.homedir(): what ~/ at the beginning of an argument means */
  readonly home: string
  emit(run: SyncRun): void
}

export interface SyncRunner {
  /**
   * Starts a worker's sync command on this machine; how it goes is told by `emit`. Throws bad-request (no command, or one that cannot be run as it is) and
   * not-now (it runs already).
   */
  run(worker: Pick<WorkerConfig, 'id' | 'name' | 'url' | 'syncCommand'>): SyncRun
  /** What `run` would run, in words; throws the same bad-request. */
  words(worker: Pick<WorkerConfig, 'name' | 'url' | 'syncCommand'>): string
  /** Asks it to end, and ends it by force after 5 s. Nothing happens when it does not run. */
  cancel(id: WorkerId): void
  /** its newest run; null: none since the start */
  view(id: WorkerId): SyncRun | null
  /** Ends every run, and resolves when all are ended. */
  stop(): Promise<void>
}

interface Run {
  readonly workerId: WorkerId
  readonly command: string
  readonly output: OutputLines
  readonly process: SpawnedCommand
  readonly emitter: PacedEmit
  running: boolean
  cancelled: boolean
  exitCode: number | null
  problem: SyncRun['problem']
  cancelForce: (() => void) | null
  done: Promise<void>
}

/** Runs the sync commands of the workers, one per worker at a time. */
export function createSyncRunner(options: SyncRunnerOptions): SyncRunner {
  const { clock, timeScale = 1 } = options
  const runs = new Map<WorkerId, Run>()

  const viewOf = ({ workerId, running, command, output, exitCode, problem }: Run): SyncRun => ({
    workerId,
    running,
    command,
    lines: output.lines(),
    exitCode,
    problem,
  })

  async function follow(run: Run): Promise<void> {
    try {
      const end = await run.process.ended
      run.exitCode = end.code
      run.problem = problemOfEnd(end, run.cancelled)
    } catch (error) {
      run.problem = problemOf(error)
    }
    run.cancelForce?.()
    // What it had started may live on though it went itself.
    if (run.cancelled) run.process.end('force')
    run.output.end()
    run.running = false
    run.emitter.now()
  }

  function end(run: Run): void {
    if (!run.running || run.cancelled) return
    run.cancelled = true
    run.process.end('ask')
    run.cancelForce = clock.after(GRACE_MS * timeScale, () => run.process.end('force'))
  }

  function remember(run: Run): void {
    runs.delete(run.workerId)
    runs.set(run.workerId, run)
    for (const [id, { running }] of runs) {
      if (runs.size <= KEPT_RUNS) break
      if (!running) runs.delete(id)
    }
  }

  return {
    words: (worker) => commandInWords(fillCommand(worker, options.platform, options.home)),
    run(worker) {
      if (runs.get(worker.id)?.running === true)
        throw new TributaryError('not-now', reason('fleet.sync-running', { name: worker.name }))
      const args = fillCommand(worker, options.platform, options.home)
      const output = new OutputLines()
      const emitter = pacedEmit(clock, EMIT_MS * timeScale, () => options.emit(viewOf(run)))
      const run: Run = {
        workerId: worker.id,
        command: commandInWords(args),
        output,
        emitter,
        process: options.spawn(args, (stream, chunk) => {
          // What a process that was left behind still says belongs to no run.
          if (!run.running) return
          output.write(stream, chunk)
          emitter.ask()
        }),
        running: true,
        cancelled: false,
        exitCode: null,
        problem: null,
        cancelForce: null,
        done: Promise.resolve(),
      }
      remember(run)
      run.done = follow(run)
      return viewOf(run)
    },
    cancel(id) {
      const run = runs.get(id)
      if (run !== undefined) end(run)
    },
    view(id) {
      const run = runs.get(id)
      return run === undefined ? null : viewOf(run)
    },
    async stop() {
      for (const run of runs.values()) end(run)
      await Promise.all([...runs.values()].map(({ done }) => done))
    },
  }
}

function problemOfEnd({ code, signal }: ProcessEnd, cancelled: boolean): SyncRun['problem'] {
  if (cancelled) return new TributaryError('aborted', reason('fleet.sync-cancelled')).toProblem()
  if (signal !== null)
    return new TributaryError('aborted', reason('fleet.sync-killed', { signal })).toProblem()
  if (code === 0) return null
  return new TributaryError(
    'internal',
    reason('fleet.sync-failed', { code: code ?? '' }),
    reason('fleet.sync-failed.remedy'),
  ).toProblem()
}
