import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import type { JobState } from './job-state.ts'
import type { FleetSeconds, SimTime } from './sim-time.ts'
import type { Timeline } from './timeline.ts'
import { WorkMeter } from './work-meter.ts'

/** The job that holds the lock and computes. */
export interface RunningJob {
  /** null: somebody else's */
  readonly order: GenerationOrder | null
  readonly timeline: Timeline
  readonly meter: WorkMeter
  /** an interrupt or skip that has come, or somebody else's that will, and after how much work; null: none */
  stop: { readonly how: 'interrupt' | 'skip'; readonly after: FleetSeconds } | null
}

/** What the GPU does at the moment: one stretch of work at a time, at the speed the faults leave it. */
export class SimulatedGpu {
  readonly #time: SimTime
  readonly #faults: FaultScript
  readonly #state: JobState
  #meter: WorkMeter | null = null
  #running: RunningJob | null = null

  constructor(time: SimTime, faults: FaultScript, state: JobState) {
    this.#time = time
    this.#faults = faults
    this.#state = state
  }

  get running(): RunningJob | null {
    return this.#running
  }

  /** Does so many seconds of work that is no job, e.g. loads a model; resolves with the moment it was due to end. */
  async spend(seconds: FleetSeconds, since: FleetSeconds): Promise<FleetSeconds> {
    const meter = this.#start(seconds, since, false)
    await meter.done
    return meter.endedAt
  }

  /**
   * Works a timeline off; resolves with the moment it was due to end. A death that the script has set for one of its images comes at that
   * image, and then this never resolves.
   */
  async run(order: GenerationOrder | null, timeline: Timeline, since: FleetSeconds): Promise<FleetSeconds> {
    const stop = order === null ? null : this.#stopByOther(timeline, order.iterations)
    const { total } = timeline
    const meter = this.#start(total, since, true)
    this.#running = { order, timeline, meter, stop }
    const images = order?.seeds.length ?? 0
    const toLive = this.#faults.imagesToLive()
    if (toLive < images) {
      meter.setTotal((total * toLive) / images)
      await meter.done
      this.#faults.countImages(toLive)
      return new Promise(() => undefined)
    }
    await meter.done
    this.refreshState()
    this.#running = null
    this.#state.jobsDone(timeline.jobsDone)
    return meter.endedAt
  }

  /** Somebody else's stop, planned before it comes: from its moment on the timeline is what it leaves. */
  #stopByOther(timeline: Timeline, iterations: number): RunningJob['stop'] {
    const fault = this.#faults.use('stopped-by-other')
    if (fault === null) return null
    // The middle of the middle iteration, so that some is whole, some half done, and some never made.
    const after = (timeline.total * (Math.floor((iterations - 1) / 2) + 0.5)) / iterations
    if (fault.how === 'interrupt') timeline.interrupt(after)
    else timeline.skip(after)
    return { how: fault.how, after }
  }

  /** Calls the rest of the running job off, or of its present iteration. */
  cut(how: 'interrupt' | 'skip'): void {
    if (this.#running === null) return
    const { timeline, meter } = this.#running
    const after = meter.worked()
    if (how === 'interrupt') timeline.interrupt(after)
    else timeline.skip(after)
    this.#running.stop = { how, after }
    meter.setTotal(timeline.total)
  }

  /** The share of full speed may have changed. */
  speedChanged(): void {
    this.#meter?.setRate(this.#faults.rate(this.#running !== null))
  }

  /** Brings the counters of /progress up to this moment. */
  refreshState(): void {
    if (this.#running === null) return
    const { order, timeline, meter, stop } = this.#running
    const worked = meter.worked()
    const { jobNo, step, steps, iteration } = timeline.at(worked)
    const state = this.#state
    if (stop !== null && worked >= stop.after) this.#tellStop(stop, timeline, iteration)
    state.jobCount = timeline.jobCount
    state.jobNo = jobNo
    state.step = step
    state.steps = steps
    if (order !== null && order.iterations > 1)
      state.job = `Batch ${iteration + 1} out of ${order.iterations}`
  }

  /** An interrupt is told to the end of the job; a skip until the next iteration begins. */
  #tellStop(stop: NonNullable<RunningJob['stop']>, timeline: Timeline, iteration: number): void {
    if (stop.how === 'interrupt') this.#state.interrupted = true
    else this.#state.skipped = timeline.at(stop.after).iteration === iteration
  }

  #start(seconds: FleetSeconds, since: FleetSeconds, computing: boolean): WorkMeter {
    this.#meter = new WorkMeter(this.#time, seconds, this.#faults.rate(computing), since)
    return this.#meter
  }
}
