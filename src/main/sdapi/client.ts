import { z } from 'zod'
import type { TaskId } from '../../shared/ids.ts'
import type { Capabilities, MemoryInfo, ProbeReport, TlsPolicy } from '../../shared/worker.ts'
import { WorkerFailure } from '../core/failure.ts'
import type { BatchAnswer, BatchRequest, RawImage, TaskProgress } from '../core/generation.ts'
import { canonicalCheckpointName } from '../core/planning/eligibility.ts'
import type { WorkerPort } from '../core/ports.ts'
import { type Activity, readActivity } from './activity.ts'
import { readAnswerInfo } from './answer-info.ts'
import { AnswerReader } from './answer-reader.ts'
import { readCapabilities } from './detect.ts'
import { DIALECTS } from './dialects.ts'
import { type RequestLogEntry, WorkerHttp } from './http.ts'
import { readImageHeader } from './image-header.ts'
import { probeServer } from './probe.ts'
import { requestBody } from './request-body.ts'
import { refreshLists, reloadCheckpoint, restartServer, unloadCheckpoint } from './server-control.ts'

export interface SdwuiClientOptions {
  readonly baseUrl: string
  readonly user: string | null
  readonly password: string | null
  readonly tls: TlsPolicy
}

export interface SdwuiClient extends WorkerPort {
  /** Looks at the server for the add sheet; never throws for what the server or the network does. */
  probe(signal: AbortSignal): Promise<ProbeReport>
  /** the last 200 calls, nothing secret in them */
  requests(): readonly RequestLogEntry[]
  close(): void
  /** Is anything running there, whoever asked for it? null: this kind of server does not tell. */
  activity(signal: AbortSignal): Promise<Activity | null>
  /** Lets the server look at its folders again. Waits for whatever runs there. */
  refreshLists(signal: AbortSignal): Promise<void>
  /** Moves the checkpoint out of the GPU's memory; the next request brings it back first. */
  unloadCheckpoint(signal: AbortSignal): Promise<void>
  /** Asks the server to restart; resolves when it agreed or is gone, not when it is back. */
  restart(signal: AbortSignal): Promise<void>
}

/** The first job after a model change may hash the whole file: minutes. */
const LOAD_TIMEOUT_MS = 600_000
const number = z.number().catch(0)
const Progress = z.object({
  progress: z.number().nullable().catch(null).default(null),
  state: z
    .object({ job: z.string().catch(''), job_count: number, job_no: number, sampling_step: number })
    .catch({ job: '', job_count: 0, job_no: 0, sampling_step: 0 }),
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
const bytes = z.number().nonnegative()
const Memory = z.object({ cuda: z.object({ system: z.object({ used: bytes, total: bytes }) }) })

/** The HTTP client of one sdwui instance. Nothing is sent before the first call. */
export function createSdwuiClient(options: SdwuiClientOptions): SdwuiClient {
  const http = new WorkerHttp(options)
  let capabilities: Capabilities | null = null
  let version: string | null = null
  /** false once /internal/progress was seen to be missing (`--nowebui`) */
  let internal = true
  let previewId = -1
  /** its checkpoint was moved out of the GPU's memory by us */
  let unloaded = false
  const dialect = () => DIALECTS[capabilities?.kind ?? 'unknown']

  async function generate(
    request: BatchRequest,
    onImage: (image: RawImage) => Promise<void>,
    signal: AbortSignal,
  ): Promise<BatchAnswer> {
    if (unloaded) await reload(signal)
    let damaged = 0
    const reader = new AnswerReader(async (data, position) => {
      const header = readImageHeader(data)
      if (header === null || !header.whole) {
        damaged++
        return
      }
      const { format, width, height, infotext } = header
      await onImage({ position, bytes: data, format, width, height, infotext })
    })
    const headers = await http.postStreaming(
      '/sdapi/v1/txt2img',
      requestBody(request, dialect()),
      (chunk) => reader.push(chunk),
      signal,
    )
    const end = reader.end()
    if (!end.whole) throw new WorkerFailure('cut-short', `The answer of ${http.host} ended in the middle.`)
    const info = readAnswerInfo(end.info)
    version = info?.version ?? version
    const seconds = Number(headers['x-process-time'])
    return {
      images: end.images,
      damaged: damaged + end.empty,
      info,
      serverSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
    }
  }

  async function progress(
    taskId: TaskId,
    wanted: { preview: boolean },
    signal: AbortSignal,
  ): Promise<TaskProgress> {
    if (!dialect().progress) return { at: 'unknown', fraction: null, pulse: '', preview: null }
    if (dialect().taskIds && internal) {
      try {
        return await ownProgress(taskId, wanted, signal)
      } catch (error) {
        if (!(error instanceof WorkerFailure) || error.kind !== 'no-api') throw error
        internal = false
      }
    }
    const path = `/sdapi/v1/progress?skip_current_image=${!wanted.preview}`
    const { progress: fraction, state, current_image } = Progress.parse(await http.get(path, signal))
    const idle = state.job_count === 0 && state.job === ''
    return {
      // Without task ids a busy server is taken to be on our request: at most one of ours is there.
      at: idle ? 'idle' : 'active',
      fraction: idle ? null : fraction,
      pulse: [state.job, state.job_count, state.job_no, state.sampling_step].join('/'),
      preview: decodePreview(current_image),
    }
  }

  async function ownProgress(
    taskId: TaskId,
    wanted: { preview: boolean },
    signal: AbortSignal,
  ): Promise<TaskProgress> {
    const answer = InternalProgress.parse(
      await http.post(
        '/internal/progress',
        { id_task: taskId, id_live_preview: previewId, live_preview: wanted.preview },
        signal,
      ),
    )
    if (answer.id_live_preview !== null && answer.active) previewId = answer.id_live_preview
    if (answer.active)
      return {
        at: 'active',
        fraction: answer.progress,
        pulse: `active/${answer.progress}`,
        preview: decodePreview(answer.live_preview),
      }
    if (answer.queued)
      return { at: 'queued', fraction: null, pulse: answer.textinfo ?? 'queued', preview: null }
    return { at: 'idle', fraction: null, pulse: `idle/${answer.completed}`, preview: null }
  }

  async function loadCheckpoint(title: string, signal: AbortSignal): Promise<void> {
    const how = dialect().checkpoint
    if (how === 'fixed')
      throw new WorkerFailure('validation', `${http.host} has one checkpoint and cannot change it.`)
    if (how === 'sdnext')
      await http.post(
        `/sdapi/v1/checkpoint?sd_model_checkpoint=${encodeURIComponent(title)}`,
        {},
        signal,
        LOAD_TIMEOUT_MS,
      )
    else await http.post('/sdapi/v1/options', { sd_model_checkpoint: title }, signal, LOAD_TIMEOUT_MS)
    // A failed load still answers 200 and puts the option back.
    const now = z
      .object({ sd_model_checkpoint: z.string() })
      .safeParse(await http.get('/sdapi/v1/options', signal))
    const loaded = now.success ? canonicalCheckpointName(now.data.sd_model_checkpoint) : null
    if (loaded !== null && loaded.toLowerCase() !== canonicalCheckpointName(title).toLowerCase())
      throw new WorkerFailure(
        'server-error',
        `${http.host} did not load ${canonicalCheckpointName(title)}; it still has ${loaded}.`,
        'Its console says why.',
      )
    if (capabilities !== null)
      capabilities = { ...capabilities, loadedCheckpoint: loaded ?? canonicalCheckpointName(title) }
  }

  async function reload(signal: AbortSignal): Promise<void> {
    await reloadCheckpoint(http, signal)
    unloaded = false
  }

  async function readAll(signal: AbortSignal): Promise<Capabilities> {
    capabilities = await readCapabilities(http, signal, version)
    return capabilities
  }

  return {
    generate,
    progress,
    loadCheckpoint,
    capabilities: readAll,
    async interrupt(signal) {
      if (dialect().progress) await http.post('/sdapi/v1/interrupt', {}, signal)
    },
    async ping(signal) {
      if (internal && (await http.optional('/internal/ping', signal)) !== null) return
      if (dialect().progress) await http.get('/sdapi/v1/progress?skip_current_image=true', signal)
      else await http.get('/sdapi/v1/options', signal)
    },
    async memory(signal) {
      const parsed = Memory.safeParse(await http.optional('/sdapi/v1/memory', signal))
      if (!parsed.success) return null
      const { used, total } = parsed.data.cuda.system
      return { usedBytes: used, totalBytes: total } satisfies MemoryInfo
    },
    activity: async (signal) => (dialect().progress ? await readActivity(http, signal) : null),
    refreshLists: (signal) => refreshLists(http, signal),
    async unloadCheckpoint(signal) {
      await unloadCheckpoint(http, signal)
      unloaded = true
    },
    async restart(signal) {
      await restartServer(http, capabilities?.kind ?? 'unknown', signal)
      unloaded = false
    },
    probe: (signal) => probeServer(http, options, signal),
    requests: () => http.log(),
    close: () => http.close(),
  }
}

const MOST_PREVIEW_CHARACTERS = 8 << 20

function decodePreview(text: string | null): Uint8Array | null {
  if (text === null || text === '' || text.length > MOST_PREVIEW_CHARACTERS) return null
  const comma = text.startsWith('data:') ? text.indexOf(',') : -1
  const data = Buffer.from(text.slice(comma + 1), 'base64')
  return readImageHeader(data) === null ? null : data
}
