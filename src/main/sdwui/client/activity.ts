import { z } from 'zod'
import type { ServersWord } from '../../core/generation.ts'
import type { WorkerHttp } from './http.ts'

export interface Activity {
  readonly busy: boolean
  /** started on the server's own page rather than by a program */
  readonly fromPage: boolean
  /** 0..1; null: not told */
  readonly fraction: number | null
  /** seconds of real time until its end, as the server reckons; null: not told */
  readonly etaSeconds: number | null
}

const number = z.number().catch(0)
const Answer = z.object({
  progress: z.number().nullable().catch(null).default(null),
  eta_relative: z.number().nullable().catch(null).default(null),
  state: z.object({ job: z.string().catch(''), job_count: number }).catch({ job: '', job_count: 0 }),
})

/** At 0.01 the server has only begun: its reckoning is 99 times what has passed. */
const TOLD_FROM = 0.05

/** Whatever runs on a server, ours or not, by `GET /progress` (sdapi.md 1.2). Rejects with a WorkerFailure. */
export async function readActivity(http: WorkerHttp, signal: AbortSignal): Promise<Activity> {
  const parsed = Answer.safeParse(await http.get('/sdapi/v1/progress?skip_current_image=true', signal))
  if (!parsed.success) return { busy: false, fromPage: false, fraction: null, etaSeconds: null }
  const answer = parsed.data
  const busy = answer.state.job_count !== 0 || answer.state.job !== ''
  const told = busy && answer.progress !== null && answer.progress > TOLD_FROM
  return {
    busy,
    fromPage: answer.state.job.startsWith('task('),
    fraction: busy ? answer.progress : null,
    etaSeconds: told && answer.eta_relative !== null ? Math.max(0, answer.eta_relative) : null,
  }
}

const flag = z.boolean().optional().catch(undefined)
const Ended = z.object({
  state: z.object({ job: z.string(), job_count: z.number(), interrupted: flag, skipped: flag }),
})

/**
 * Whether the request that ended last was interrupted or skipped. The flags stay until the next job begins (sdapi.md 1.3), so on a server
 * that is busy again they tell nothing. Rejects with a WorkerFailure.
 */
export async function readServersWord(http: WorkerHttp, signal: AbortSignal): Promise<ServersWord> {
  const parsed = Ended.safeParse(await http.get('/sdapi/v1/progress?skip_current_image=true', signal))
  if (!parsed.success) return 'cannot-tell'
  const { job, job_count, interrupted, skipped } = parsed.data.state
  if (job !== '' || job_count !== 0 || (interrupted === undefined && skipped === undefined))
    return 'cannot-tell'
  return interrupted === true || skipped === true ? 'stopped' : 'ran-through'
}
