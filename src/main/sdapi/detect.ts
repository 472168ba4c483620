import { z } from 'zod'
import type { Capabilities, CheckpointInfo, ServerKind } from '../../shared/worker.ts'
import { WorkerFailure } from '../core/failure.ts'
import { canonicalCheckpointName } from '../core/planning/eligibility.ts'
import { DIALECTS } from './dialects.ts'
import type { WorkerHttp } from './http.ts'
import { readSettings } from './server-settings.ts'

const MOST_ENTRIES = 20_000
/** Lists run to megabytes, and LoRAs bring all of their metadata: over a slow network that takes its time. */
const LIST_MS = 30_000
const name = z.string().min(1).max(1000)
const hash = z.string().max(64).nullable().catch(null).default(null)
const Model = z.object({ title: name, hash, sha256: hash })
const Options = z.object({ sd_model_checkpoint: z.string().nullable().catch(null).default(null) })
const OpenApi = z.object({
  info: z.object({ title: z.string().catch('') }).catch({ title: '' }),
  paths: z.record(z.string(), z.unknown()).catch({}),
  components: z
    .object({
      schemas: z
        .record(
          z.string(),
          z.object({ properties: z.record(z.string(), z.unknown()).catch({}) }).catch({ properties: {} }),
        )
        .catch({}),
    })
    .catch({ schemas: {} }),
})

interface Detected {
  readonly kind: ServerKind
  readonly hasApi: boolean
  /** false under --nowebui, and where a proxy hides /internal */
  readonly hasTaskRoutes: boolean
}

/** What kind of server answers, by the cheap order: its openapi.json, then what the C++ servers have. */
export async function detectKind(http: WorkerHttp, signal: AbortSignal): Promise<Detected> {
  const spec = OpenApi.safeParse(await http.optional('/openapi.json', signal))
  if (spec.success && Object.keys(spec.data.paths).length > 0) {
    const { info, paths, components } = spec.data
    const hasApi = '/sdapi/v1/txt2img' in paths
    const hasTaskRoutes = '/internal/progress' in paths
    if (/sd\.?next/i.test(info.title)) return { kind: 'sdnext', hasApi: true, hasTaskRoutes }
    if ('/sdapi/v1/sd-modules' in paths) return { kind: 'forge', hasApi, hasTaskRoutes }
    const fields = components.schemas.StableDiffusionProcessingTxt2Img?.properties ?? {}
    return { kind: 'hr_cfg' in fields ? 'reforge' : 'a1111', hasApi, hasTaskRoutes }
  }
  const other = { hasApi: true, hasTaskRoutes: false }
  if ((await http.optional('/sdcpp/v1/capabilities', signal)) !== null) return { kind: 'sdcpp', ...other }
  const kobold = z.object({ result: z.string() }).safeParse(await http.optional('/api/extra/version', signal))
  if (kobold.success && /koboldcpp/i.test(kobold.data.result)) return { kind: 'koboldcpp', ...other }
  return { kind: 'unknown', ...other }
}

/** Reads every list a server has. A list it lacks is null. Throws `no-api` or `not-sdwui` when it is not one of ours. */
export async function readCapabilities(
  http: WorkerHttp,
  signal: AbortSignal,
  version: string | null,
): Promise<Capabilities> {
  const { kind, hasApi, hasTaskRoutes } = await detectKind(http, signal)
  if (!hasApi)
    throw new WorkerFailure(
      'no-api',
      `sdwui runs at ${http.host}, but without its API.`,
      'Start it with --api (and --listen).',
    )
  // The one call that shows that the API is there and that we may use it.
  const told = await http.get('/sdapi/v1/options', signal)
  const options = Options.safeParse(told)
  const list = (path: string) => http.optional(`/sdapi/v1/${path}`, signal, LIST_MS)
  const [models, samplers, schedulers, upscalers, vaes, modules, loras] = await Promise.all([
    list('sd-models'),
    list('samplers'),
    list('schedulers'),
    list('upscalers'),
    list('sd-vae'),
    kind === 'forge' ? list('sd-modules') : Promise.resolve(null),
    list('loras'),
  ])
  const flags = await list('cmd-flags')
  const checkpoints = Array.isArray(models) ? models.slice(0, MOST_ENTRIES).flatMap(checkpointOf) : null
  const dialect = DIALECTS[kind]
  const settings = readSettings(kind, told, flags)
  const loaded = options.success ? options.data.sd_model_checkpoint : null
  return {
    kind,
    version,
    checkpoints,
    samplers: namesOf(samplers, ['name']),
    schedulers: namesOf(schedulers, ['label', 'name']),
    upscalers: namesOf(upscalers, ['name']),
    vaes: namesOf(vaes ?? modules, ['model_name']),
    loras: namesOf(loras, ['name', 'alias']),
    loadedCheckpoint:
      loaded === null || loaded === ''
        ? checkpoints?.length === 1
          ? (checkpoints[0]?.name ?? null)
          : null
        : canonicalCheckpointName(loaded),
    queuesInOrder: dialect.queuesInOrder,
    taskIds: dialect.taskIds && hasTaskRoutes,
    batches: dialect.batches,
    openToAll: isOpen(flags),
    ...(settings === undefined ? {} : { settings }),
  }
}

/** A row of sd-models; none where it is no such row. */
function checkpointOf(row: unknown): CheckpointInfo[] {
  const parsed = Model.safeParse(row)
  if (!parsed.success) return []
  const { title, hash: short, sha256 } = parsed.data
  // sd.cpp and koboldcpp do not hash; they send this instead.
  const real = (value: string | null) => (value === null || /^8+$/.test(value) ? null : value)
  return [{ title, name: canonicalCheckpointName(title), hash: real(short), sha256: real(sha256) }]
}

/** All values of these keys in a list of objects; null when it is no list. */
function namesOf(value: unknown, keys: readonly string[]): string[] | null {
  if (!Array.isArray(value)) return null
  const names = new Set<string>()
  for (const entry of value.slice(0, MOST_ENTRIES)) {
    if (typeof entry !== 'object' || entry === null) continue
    for (const key of keys) {
      const found = (entry as Record<string, unknown>)[key]
      if (typeof found === 'string' && found !== '' && found.length <= 1000) names.add(found)
    }
  }
  return [...names]
}

/** --listen without --api-auth: anyone on the network can use it. The flags hold passwords: nothing else of them is kept. */
function isOpen(flags: unknown): boolean {
  const parsed = z
    .object({ listen: z.boolean().nullable().default(null), api_auth: z.string().nullable().default(null) })
    .safeParse(flags)
  return parsed.success && parsed.data.listen === true && !parsed.data.api_auth
}
