import type { JobReport } from '../../sdwui/server/engine.ts'
import type { FleetSeconds } from './sim-time.ts'

/** sdwui's shared.state: what /progress tells of the job that runs, or ran last. */
export class JobState {
  job = ''
  /** -1: not known yet; 0: idle */
  jobCount = 0
  jobNo = 0
  step = 0
  steps = 0
  interrupted = false
  skipped = false
  timestamp = '0'
  startedAt: FleetSeconds = 0
  /** previews made of this job */
  previewId = 0

  begin(job: string, now: FleetSeconds): void {
    this.job = job
    this.jobCount = -1
    this.jobNo = 0
    this.step = 0
    this.steps = 0
    this.interrupted = false
    this.skipped = false
    this.timestamp = localTimestamp(new Date())
    this.startedAt = now
    this.previewId = 0
  }

  end(): void {
    this.job = ''
    this.jobCount = 0
  }

  /** All is worked off: the counters stay so until the next job. */
  jobsDone(jobs: number): void {
    this.jobNo = jobs
    this.step = 0
  }

  /** The counters as a server tells them whose progress does not move. */
  standStill(): void {
    this.jobNo = 0
    this.step = 0
  }

  get idle(): boolean {
    return this.jobCount === 0
  }

  /** 0..1 without the 0.01 that /sdapi/v1/progress starts from */
  fraction(): number {
    if (this.jobCount <= 0) return 0
    const within = this.steps > 0 ? this.step / (this.jobCount * this.steps) : 0
    return Math.min(1, this.jobNo / this.jobCount + within)
  }

  report(): JobReport {
    return {
      skipped: this.skipped,
      interrupted: this.interrupted,
      stopping_generation: false,
      job: this.job,
      job_count: this.jobCount,
      job_timestamp: this.timestamp,
      job_no: this.jobNo,
      sampling_step: this.step,
      sampling_steps: this.steps,
    }
  }
}

/** YYYYMMDDHHMMSS in local time. */
function localTimestamp(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return [
    date.getFullYear(),
    ...[date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()].map(two),
  ].join('')
}
