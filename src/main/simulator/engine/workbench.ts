import type { FaultScript } from '../faults/fault-script.ts'
import type { GenerationOrder } from '../protocol/generation-order.ts'
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
}

/** What the GPU does at the moment: one stretch of work at a time, at the speed the faults leave it. */
export class Workbench {
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
    const { total } = timeline
    const meter = this.#start(total, since, true)
    this.#running = { order, timeline, meter }
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
    return meter.endedAt
  }

  /** Calls the rest of the running job off, as `how` changes its timeline. */
  cut(how: (timeline: Timeline, worked: FleetSeconds) => void): void {
    if (this.#running === null) return
    const { timeline, meter } = this.#running
    how(timeline, meter.worked())
    meter.setTotal(timeline.total)
  }

  /** The share of full speed may have changed. */
  speedChanged(): void {
    this.#meter?.setRate(this.#faults.rate(this.#running !== null))
  }

  /** Brings the counters of /progress up to this moment. */
  refreshState(): void {
    if (this.#running === null) return
    const { order, timeline, meter } = this.#running
    const { jobNo, step, steps, iteration } = timeline.at(meter.worked())
    const state = this.#state
    state.jobCount = timeline.jobCount
    state.jobNo = jobNo
    state.step = step
    state.steps = steps
    if (order !== null && order.iterations > 1)
      state.job = `Batch ${iteration + 1} out of ${order.iterations}`
  }

  #start(seconds: FleetSeconds, since: FleetSeconds, computing: boolean): WorkMeter {
    this.#meter = new WorkMeter(this.#time, seconds, this.#faults.rate(computing), since)
    return this.#meter
  }
}
