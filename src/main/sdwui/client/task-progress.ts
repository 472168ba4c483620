import { z } from 'zod'
import type { TaskId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { TaskProgress } from '../../core/generation.ts'
import { readImageHeader } from '../protocol/image-header.ts'
import type { WorkerHttp } from './http.ts'

const number = z.number().catch(0)
const flag = z.boolean().catch(false)
const Progress = z.object({
  progress: z.number().nullable().catch(null).default(null),
  state: z
    .object({
      job: z.string().catch(''),
      job_count: number,
      job_no: number,
      sampling_step: number,
      interrupted: flag,
      skipped: flag,
    })
    .catch({ job: '', job_count: 0, job_no: 0, sampling_step: 0, interrupted: false, skipped: false }),
  current_image: z.string().nullable().catch(null).default(null),
})
const InternalProgress = z.object({
  active: z.boolean().catch(false),
  queued: z.boolean().catch(false),
  completed: z.boolean().catch(false),
  progress: z.number().nullable().catch(null).default(null),
  live_preview: z.string().nullable().catch(null).default(null),
  id_live_preview: z.number().nullable().catch(null).default(null),
  textinfo: z.string().nullable().catch(null).default(null),
})
/** Kept between two looks, so that much of what a worker says is compared. */
const LONGEST_PULSE = 200
const MOST_PREVIEW_CHARACTERS = 8 << 20

/** How our own requests are doing on one server: by task id where it knows them, else by what it is busy with. */
export class TaskProgressReader {
  readonly #http: WorkerHttp
  /** false once /internal/progress was seen to be missing (`--nowebui`) */
  #hasTaskRoutes = true
  /** the newest preview we have, and of which task: the server sends only newer ones */
  #preview = { taskId: '' as string, id: -1 }

  constructor(http: WorkerHttp) {
    this.#http = http
  }

  get hasTaskRoutes(): boolean {
    return this.#hasTaskRoutes
  }

  /** Rejects with a WorkerFailure. */
  async read(
    taskId: TaskId,
    wanted: { readonly preview: boolean; readonly taskIds: boolean },
    signal: AbortSignal,
  ): Promise<TaskProgress> {
    if (wanted.taskIds && this.#hasTaskRoutes) {
      try {
        return await this.#byTask(taskId, wanted.preview, signal)
      } catch (error) {
        if (!(error instanceof WorkerFailure) || error.kind !== 'no-api') throw error
        this.#hasTaskRoutes = false
      }
    }
    const path = `/sdapi/v1/progress?skip_current_image=${!wanted.preview}`
    const answer = parse(Progress, await this.#http.get(path, signal), this.#http.host)
    const { progress: fraction, state, current_image } = answer
    const idle = state.job_count === 0 && state.job === ''
    return {
      // Without task ids a busy server is taken to be on our request: at most one of ours is there.
      at: idle ? 'idle' : 'active',
      fraction: idle ? null : fraction,
      pulse: [state.job.slice(0, LONGEST_PULSE), state.job_count, state.job_no, state.sampling_step].join(
        '/',
      ),
      ...(!idle && (state.interrupted || state.skipped) ? { stopped: true } : {}),
      preview: decodePreview(current_image),
    }
  }

  async #byTask(taskId: TaskId, preview: boolean, signal: AbortSignal): Promise<TaskProgress> {
    const known = this.#preview.taskId === taskId ? this.#preview.id : -1
    const body = { id_task: taskId, id_live_preview: known, live_preview: preview }
    const answer = parse(
      InternalProgress,
      await this.#http.post('/internal/progress', body, signal),
      this.#http.host,
    )
    if (answer.active) {
      if (answer.id_live_preview !== null) this.#preview = { taskId, id: answer.id_live_preview }
      const shown = decodePreview(answer.live_preview)
      return { at: 'active', fraction: answer.progress, pulse: `active/${answer.progress}`, preview: shown }
    }
    if (answer.queued)
      return {
        at: 'queued',
        fraction: null,
        pulse: (answer.textinfo ?? 'queued').slice(0, LONGEST_PULSE),
        preview: null,
      }
    return {
      at: 'idle',
      fraction: null,
      pulse: `idle/${answer.completed}`,
      preview: null,
      finished: answer.completed,
    }
  }
}

function parse<T>(shape: z.ZodType<T>, answer: unknown, host: string): T {
  const parsed = shape.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new WorkerFailure('not-sdwui', reason('server.not-sdwui', { host }), null, {
    cause: parsed.error,
  })
}

/** A preview comes as base64, with or without a `data:` prefix; null when it is no picture. */
function decodePreview(text: string | null): Uint8Array | null {
  if (text === null || text === '' || text.length > MOST_PREVIEW_CHARACTERS) return null
  const comma = text.startsWith('data:') ? text.indexOf(',') : -1
  const data = Buffer.from(text.slice(comma + 1), 'base64')
  return readImageHeader(data) === null ? null : data
}
