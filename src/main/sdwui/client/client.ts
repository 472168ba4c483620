import { z } from 'zod'
import type { TaskId } from '../../../shared/ids.ts'
import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import type { NetworkKind } from '../../../shared/network-details.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities, MemoryInfo, ProbeReport, TlsPolicy } from '../../../shared/worker.ts'
import type { RequestLogEntry } from '../../../shared/worker-activity.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { BatchAnswer, BatchRequest, RawImage, TaskProgress } from '../../core/generation.ts'
import { isSameCheckpoint, loadedHandle } from '../../core/names/on-worker.ts'
import type { InputReader, WorkerPort } from '../../core/ports.ts'
import { LORA_METADATA } from '../../core/prompt/lora-metadata.ts'
import { generationCall } from '../protocol/generation-call.ts'
import { hasRoute } from '../protocol/server-facts.ts'
import { SERVER_FACTS } from '../protocol/server-kinds.ts'
import { type Activity, readActivity, readServersWord } from './activity.ts'
import { readCapabilities } from './capabilities.ts'
import { detectControl } from './detect-control.ts'
import { record } from './detect-kind.ts'
import { checkGenerating } from './generating.ts'
import { WorkerHttp } from './http.ts'
import { ImageBuffers } from './image-buffers.ts'
import { inputFailure, NO_INPUTS, withFittingMask } from './inputs-of-request.ts'
import { Liveness } from './liveness.ts'
import { readMetadata } from './lora-metadata.ts'
import { readOwnNotes } from './network-card.ts'
import { readNetworkPicture } from './network-picture.ts'
import { OwnSettings } from './own-settings.ts'
import { probeServer } from './probe.ts'
import { sendGeneration } from './send-generation.ts'
import { refreshLists, reloadCheckpoint, restartServer, unloadCheckpoint } from './server-control.ts'
import { serverText } from './server-text.ts'
import { SideRoutes } from './side-routes.ts'
import { TaskProgressReader } from './task-progress.ts'

export interface SdwuiClientOptions {
  readonly baseUrl: string
  readonly user: string | null
  readonly password: string | null
  readonly tls: TlsPolicy
  /** shared by all clients */
  readonly buffers?: ImageBuffers
  /** where pictures are that requests refer to; absent: nowhere */
  readonly inputs?: InputReader
}

export interface SdwuiClient extends WorkerPort {
  /** Looks at the server for the add sheet; never throws for what the server or the network does. */
  probe(signal: AbortSignal, wish?: 'with-device'): Promise<ProbeReport>
  /** the last 200 calls, nothing secret in them */
  requests(): readonly RequestLogEntry[]
  close(): void
  /** The metadata of a LoRA, as it comes; null: the server does not tell. */
  loraMetadata(name: string, signal: AbortSignal): Promise<unknown>
  /** The picture its panel shows for a LoRA or an embedding; null: none. */
  networkPicture(kind: NetworkKind, name: string, signal: AbortSignal): Promise<Uint8Array | null>
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
const bytes = z.number().nonnegative()
const held = z.object({ current: bytes }).optional().catch(undefined)
const Memory = z.object({
  cuda: z.object({ system: z.object({ used: bytes, total: bytes }), reserved: held, allocated: held }),
})

const NOT_TOLD: TaskProgress = { at: 'unknown', fraction: null, pulse: '', preview: null }

/** The HTTP client of one sdwui instance. Nothing is sent before the first call. */
export function createSdwuiClient(options: SdwuiClientOptions): SdwuiClient {
  const http = new WorkerHttp(options)
  const { host } = http
  const { buffers = new ImageBuffers(), inputs = NO_INPUTS } = options
  let capabilities: Capabilities | null = null
  let version: string | null = null
  const tasks = new TaskProgressReader(http)
  const settings = new OwnSettings(http)
  const sides = new SideRoutes(http)
  const liveness = new Liveness(http, sides)
  /** its checkpoint was moved out of the GPU's memory by us */
  let unloaded = false
  const facts = () => SERVER_FACTS[capabilities?.kind ?? 'unknown']
  const tellsProgress = () => hasRoute(facts(), '/sdapi/v1/progress')
  /** requests on their way that a server knows by no task id: extras have none */
  const withoutTask = new Set<TaskId>()
  const hasTask = (taskId: TaskId) => facts().taskIds && !withoutTask.has(taskId)
  /** the panel's routes, /internal/ping among them, as far as is known */
  const hasPing = () => tasks.hasTaskRoutes && capabilities?.taskIds !== false

  async function generate(
    request: BatchRequest,
    onImage: (image: RawImage) => Promise<void>,
    signal: AbortSignal,
    onAnswer: (bytes: number) => void = () => undefined,
  ): Promise<BatchAnswer> {
    if (unloaded) await reload(signal)
    const { params, taskId } = request
    if (facts().overrides && params.upscale === null) {
      const keys = Object.keys(params.overrides)
      await settings.beforeOverride(capabilities?.kind ?? 'unknown', keys, signal)
    }
    if (params.upscale !== null) withoutTask.add(taskId)
    try {
      const call = generationCall(await withFittingMask(request, inputs), {
        ...{ facts: facts(), own: settings.own, left: settings.left },
        loraPaths: capabilities?.loraPaths ?? {},
      })
      const answer = await sendGeneration(
        { ...{ http, buffers, inputs }, mayResend: () => isUnknown(taskId, signal) },
        { ...call, count: request.count, by: request.params.script === null ? 'as-asked' : 'by-script' },
        { onImage, onAnswer, signal },
      )
      version = answer.info?.version ?? version
      return answer
    } catch (error) {
      throw inputFailure(error)
    } finally {
      withoutTask.delete(taskId)
    }
  }

  /** Before a request goes out once more: the server does not have it already, as far as it can tell. */
  async function isUnknown(taskId: TaskId, signal: AbortSignal): Promise<boolean> {
    if (!hasTask(taskId) || !tasks.hasTaskRoutes || sides.isClosed('progress')) return true
    try {
      return (await tasks.read(taskId, { preview: false, taskIds: true }, signal)).at === 'idle'
    } catch {
      return false
    }
  }

  /** What a server that generates for us does not let us do besides. */
  async function mayNot(error: unknown, what: Reason, remedy: Reason, signal: AbortSignal): Promise<never> {
    if (!(error instanceof WorkerFailure) || (error.kind !== 'auth' && error.kind !== 'sign-in-page'))
      throw error
    await checkGenerating(http, signal)
    throw new WorkerFailure('validation', what, remedy, { cause: error })
  }

  async function loadCheckpoint(title: string, signal: AbortSignal): Promise<void> {
    const how = facts().checkpoint
    if (how === 'fixed') throw new WorkerFailure('validation', reason('server.one-checkpoint', { host }))
    if (how === 'sdnext')
      await http.post(
        `/sdapi/v1/checkpoint?sd_model_checkpoint=${encodeURIComponent(title)}`,
        {},
        signal,
        LOAD_TIMEOUT_MS,
      )
    else
      await http
        .post('/sdapi/v1/options', { sd_model_checkpoint: title }, signal, LOAD_TIMEOUT_MS)
        .catch((error: unknown) =>
          mayNot(
            error,
            reason('server.no-checkpoint-change', { host }),
            reason('server.no-checkpoint-change.remedy'),
            signal,
          ),
        )
    // A failed load still answers 200 and puts the option back.
    const now = z
      .object({ sd_model_checkpoint: z.string() })
      .safeParse(await http.optional('/sdapi/v1/options', signal))
    const list = capabilities?.checkpoints ?? null
    const loaded = now.success ? loadedHandle(list, now.data.sd_model_checkpoint, null) : null
    if (loaded !== null && !isSameCheckpoint(capabilities, title, loaded))
      throw new WorkerFailure(
        'server-error',
        reason('server.checkpoint-not-loaded', {
          ...{ host, wanted: canonicalCheckpointName(title), loaded: serverText(loaded) },
        }),
        reason('server.checkpoint-not-loaded.remedy'),
      )
    if (capabilities !== null)
      capabilities = { ...capabilities, loadedCheckpoint: loaded ?? loadedHandle(list, title, null) }
  }

  async function reload(signal: AbortSignal): Promise<void> {
    await reloadCheckpoint(http, signal)
    unloaded = false
  }

  async function readAll(signal: AbortSignal): Promise<Capabilities> {
    sides.reopen()
    liveness.forget()
    const read = await readCapabilities(http, signal, version, capabilities)
    const own = await settings.note(read.kind, read.settings, signal)
    capabilities = own === undefined ? read : { ...read, settings: own }
    // The option names the checkpoint all the same.
    if (unloaded) capabilities = { ...capabilities, loadedCheckpoint: null }
    return capabilities
  }

  return {
    generate,
    loadCheckpoint,
    async progress(taskId, { preview }, signal) {
      if (!tellsProgress()) return NOT_TOLD
      return await sides.read(
        'progress',
        () => tasks.read(taskId, { preview, taskIds: hasTask(taskId) }, signal),
        NOT_TOLD,
        signal,
      )
    },
    async wasStopped(signal) {
      if (!tellsProgress()) return 'cannot-tell'
      return await sides.read('activity', () => readServersWord(http, signal), 'cannot-tell', signal)
    },
    capabilities: readAll,
    detect: (asked, signal) => detectControl(http, inputs, asked, signal),
    async interrupt(signal) {
      if (!tellsProgress())
        throw new WorkerFailure(
          'validation',
          reason('server.no-interrupt', { host }),
          reason('server.no-interrupt.remedy'),
        )
      await http
        .post('/sdapi/v1/interrupt', {}, signal)
        .catch((error: unknown) =>
          mayNot(
            error,
            reason('server.no-interrupt', { host }),
            reason('server.no-interrupt.remedy'),
            signal,
          ),
        )
    },
    ping: (signal) => liveness.check({ panel: hasPing(), progress: tellsProgress() }, signal),
    async memory(signal) {
      if (!hasRoute(facts(), '/sdapi/v1/memory')) return null
      const told = await sides.read('memory', () => http.get('/sdapi/v1/memory', signal), null, signal)
      const parsed = Memory.safeParse(told)
      if (!parsed.success) return null
      const { system, reserved, allocated } = parsed.data.cuda
      const info: MemoryInfo = { usedBytes: system.used, totalBytes: system.total }
      if (reserved === undefined || allocated === undefined) return info
      return { ...info, cachedBytes: Math.max(0, reserved.current - allocated.current) }
    },
    async activity(signal) {
      if (!tellsProgress()) return null
      return await sides.read('activity', () => readActivity(http, signal), null, signal)
    },
    refreshLists: (signal) =>
      refreshLists(http, signal).catch((error: unknown) =>
        mayNot(error, reason('server.no-refresh', { host }), reason('server.no-refresh.remedy'), signal),
      ),
    async unloadCheckpoint(signal) {
      await unloadCheckpoint(http, signal).catch((error: unknown) =>
        mayNot(
          error,
          reason('server.unload-forbidden', { host }),
          reason('server.unload-forbidden.remedy'),
          signal,
        ),
      )
      unloaded = true
    },
    async restart(signal) {
      await restartServer(http, facts(), signal)
      unloaded = false
    },
    async loraMetadata(name, signal) {
      if (facts().loras !== 'tags') return null
      const metadata = await readMetadata(http, name, signal)
      const own = await readOwnNotes(http, name, signal)
      return own === null ? metadata : { ...record(metadata), [LORA_METADATA.own]: own }
    },
    networkPicture: (kind, name, signal) => readNetworkPicture(http, kind, name, signal),
    probe: (signal, wish) => probeServer(http, options, signal, wish),
    requests: () => http.log(),
    close: () => http.close(),
  }
}
