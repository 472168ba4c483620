import type { TimeLeft } from '../../planning/in-time.ts'
import type { Job } from './job.ts'

/** What is left of the time of a job, as of `now` in fleet ms; null: it has as long as it takes. */
export const timeLeft = ({ endsAt, request }: Job, now: number): TimeLeft | null =>
  endsAt === null ? null : { seconds: (endsAt - now) / 1000, runOver: request.runOver }
