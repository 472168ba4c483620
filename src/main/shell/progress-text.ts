import type { JobView } from '../../shared/job.ts'

/** Seconds as a person reads a stopwatch: 0:38, 12:05, 1:02:09. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** "14 of 24, 0:38 left": how a job is doing, in one line. */
export function progressText(job: JobView): string {
  const done = `${job.stored} of ${job.requested}`
  switch (job.state) {
    case 'held':
      return `${done}, measuring the workers`
    case 'queued':
      return `${done}, queued`
    case 'waiting':
      return `${done}, waiting for a worker`
    case 'paused':
      return `${done}, paused`
    case 'storing-paused':
      return `${done}, the pictures cannot be stored`
    case 'running':
      return job.etaSeconds === null ? done : `${done}, ${clockText(job.etaSeconds)} left`
    default:
      return done
  }
}
