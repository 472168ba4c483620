import { z } from 'zod'
import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Capabilities, CheckpointInfo, ServerKind } from '../../../shared/worker.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { loadedHandle } from '../../core/names/on-worker.ts'
import { capabilityFacts } from '../protocol/capability-facts.ts'
import { pictureOptionsOf } from '../protocol/picture-options.ts'
import { hasRoute } from '../protocol/server-facts.ts'
import { SERVER_FACTS } from '../protocol/server-kinds.ts'
import { askForNow } from './ask-for-now.ts'
import { detectKind, record } from './detect-kind.ts'
import { checkGenerating } from './generating.ts'
import { isNotTold, type WorkerHttp } from './http.ts'
import { readRows } from './list-rows.ts'
import { type AskForList, madeFromLists, type NamesOf } from './made-from-lists.ts'
import { embeddingsOf, optionKeysOf, scriptArgumentsOf, stylesOf } from './request-lists.ts'
import { samplingLists } from './sampling-lists.ts'
import { readSettings } from './server-settings.ts'
import { serverName } from './server-text.ts'

/** Lists run to megabytes, and LoRAs bring all of their metadata: over a slow network that takes its time. */
const LIST_MS = 30_000
/** What is read of the rows of a list, and of the flags of a server. */
const LIST_FIELDS = [
  ...['title', 'hash', 'sha256', 'name', 'label', 'aliases', 'alias', 'model_name'],
  ...['listen', 'api_auth', 'vae_path'],
]
/** Of GET /scripts, which is one object with two lists of titles. */
const SCRIPT_FIELDS = ['txt2img', 'img2img']
const STYLE_FIELDS = ['name', 'prompt', 'negative_prompt']
const SCRIPT_INFO_FIELDS = [
  ...['name', 'is_alwayson', 'args', 'label', 'choices', 'value', 'minimum', 'maximum', 'step'],
]
const hash = z.string().max(64).nullable().catch(null).default(null)
const Model = z.object({
  title: z.string().nullable().catch(null).default(null),
  model_name: z.string().nullable().catch(null).default(null),
  hash,
  sha256: hash,
})
const Options = z.object({ sd_model_checkpoint: z.string().nullable().catch(null).default(null) })

/**
 * The options, which show that the API is there and that we may use it. Null where they are not told and the server takes generations
 * all the same. Rejects with what keeps us from generating there.
 */
async function readOptions(http: WorkerHttp, signal: AbortSignal): Promise<unknown> {
  try {
    return await http.get('/sdapi/v1/options', signal)
  } catch (error) {
    if (!isNotTold(error)) throw error
    try {
      await checkGenerating(http, signal)
      return null
    } catch (why) {
      if (!isNotTold(why)) throw why
      const { hasApi } = error.kind === 'no-api' ? await detectKind(http, signal) : { hasApi: true }
      if (!hasApi)
        throw new WorkerFailure(
          'no-api',
          reason('server.without-api', { host: http.host }),
          reason('server.without-api.remedy'),
        )
      // That a gateway knows only some routes is no news about the way there.
      throw why.kind === 'no-api' || why.kind === 'server-error' ? error : why
    }
  }
}

/**
 * Reads every list a server has. A list it lacks is null; one that it does not tell for now is as `before`, or null. Throws `no-api` or
 * `not-sdwui` when it is not one of ours, and whatever else keeps us from generating there.
 */
export async function readCapabilities(
  http: WorkerHttp,
  signal: AbortSignal,
  version: string | null,
  before: Capabilities | null = null,
): Promise<Capabilities> {
  const told = await readOptions(http, signal)
  const options = Options.safeParse(told)
  const { kind, hasTaskRoutes } = await detectKind(http, signal, before)
  const facts = SERVER_FACTS[kind]
  const ask: AskForList = async (path, fields = LIST_FIELDS) =>
    hasRoute(facts, path) ? askForNow(http, path, signal, fields, LIST_MS) : null
  const list = (path: string, fields?: readonly string[] | null) => ask(`/sdapi/v1/${path}`, fields)
  const names: NamesOf = async (told, keys, last) =>
    told === undefined ? (last ?? null) : await namesOf(told, keys)
  const [models, samplers, schedulers, upscalers, latents, vaes, modules, loras, scripts] = await Promise.all(
    [
      list('sd-models'),
      list('samplers'),
      list('schedulers'),
      list('upscalers'),
      list('latent-upscale-modes'),
      list('sd-vae'),
      list('sd-modules'),
      list('loras'),
      list('scripts', SCRIPT_FIELDS),
    ],
  )
  const titles = await names(scripts && record(scripts).txt2img, [], before?.scripts)
  const [embeddings, flags, styles, scriptInfo, madeFrom] = await Promise.all([
    list('embeddings', null),
    list('cmd-flags'),
    list('prompt-styles', STYLE_FIELDS),
    list('script-info', SCRIPT_INFO_FIELDS),
    madeFromLists(ask, { scripts: titles, facts, before, names }),
  ])
  const checkpoints =
    models === undefined
      ? (before?.checkpoints ?? null)
      : Array.isArray(models)
        ? known(models, await readRows(models, checkpointOf))
        : null
  const settings = readSettings(kind, told, flags)
  const pictureOptions = pictureOptionsOf(record(told))
  const named = await loraPathsOf(kind, loras, before)
  const loaded = serverName((options.success ? options.data.sd_model_checkpoint : null) ?? '')
  return {
    kind,
    version,
    checkpoints,
    ...(await samplingLists(kind, samplers, schedulers, before)),
    upscalers: await names(upscalers, ['name'], before?.upscalers),
    latentUpscalers: await names(latents, ['name'], before?.latentUpscalers),
    vaes: await names(vaes ?? modules, ['model_name'], before?.vaes),
    loras: await names(loras, ['name', 'alias'], before?.loras),
    embeddings: embeddings === undefined ? (before?.embeddings ?? null) : await embeddingsOf(embeddings),
    scripts: titles,
    img2imgScripts: await names(scripts && record(scripts).img2img, [], before?.img2imgScripts),
    ...(await scriptArgumentsOf(scriptInfo, before)),
    optionKeys: optionKeysOf(told),
    styles: styles === undefined ? (before?.styles ?? null) : await stylesOf(styles),
    ...madeFrom,
    loadedCheckpoint: loadedOf(checkpoints, loaded),
    taskIds: facts.taskIds && hasTaskRoutes,
    openToAll: facts.auth !== 'none' ? isOpen(flags) : http.reachedOpenly,
    ...named,
    ...capabilityFacts(kind),
    // Named in a field of the request they are taken, where it lists them.
    ...(named.loraPaths === undefined ? {} : { ignores: facts.ignores.filter((part) => part !== 'loras') }),
    ...(settings === undefined ? {} : { settings }),
    ...(pictureOptions === undefined ? {} : { pictureOptions }),
  }
}

/** What could be read of a list; null: it has rows, but none that can be read, so it says nothing. */
const known = <T>(rows: readonly unknown[], read: T[]): T[] | null =>
  read.length === 0 && rows.length > 0 ? null : read

/** What names the checkpoint in memory; null: not told. A server with a single one has that. */
function loadedOf(checkpoints: readonly CheckpointInfo[] | null, option: string | null): string | null {
  if (option !== null) return loadedHandle(checkpoints, option, null)
  return checkpoints?.length === 1 ? (checkpoints[0]?.name ?? null) : null
}

/** A row of sd-models; none where it is no such row. */
function checkpointOf(row: unknown): CheckpointInfo[] {
  // A bridge may list bare names, or leave one of the two names out.
  const parsed = Model.safeParse(typeof row === 'string' ? { title: row } : row)
  if (!parsed.success) return []
  const { hash: short, sha256 } = parsed.data
  const title = serverName(parsed.data.title ?? '') ?? serverName(parsed.data.model_name ?? '')
  if (title === null) return []
  // sd.cpp and koboldcpp do not hash; they send this instead.
  const real = (value: string | null) => (value === null || /^8+$/.test(value) ? null : value)
  return [{ title, name: canonicalCheckpointName(title), hash: real(short), sha256: real(sha256) }]
}

/** All values of these keys in a list of objects, or a list of names; null when it is neither. */
async function namesOf(value: unknown, keys: readonly string[]): Promise<string[] | null> {
  if (!Array.isArray(value)) return null
  const names = await readRows(value, (row) => {
    const values: unknown[] = typeof row === 'string' ? [row] : keys.map((key) => record(row)[key])
    return values.flatMap((found) => (typeof found === 'string' ? (serverName(found) ?? []) : []))
  })
  return known(value, [...new Set(names)])
}

const LoraRow = z.object({ name: z.string().min(1).max(1000), path: z.string().min(1).max(1000) })

/** sd.cpp reads no tags in the prompt: a LoRA goes by its path, in a field of its own (sdapi.md 12). */
async function loraPathsOf(
  kind: ServerKind,
  loras: unknown,
  before: Capabilities | null,
): Promise<Pick<Capabilities, 'loraPaths'>> {
  if (SERVER_FACTS[kind].loras === 'tags') return {}
  if (loras === undefined && before?.loraPaths !== undefined) return { loraPaths: before.loraPaths }
  if (!Array.isArray(loras)) return {}
  const rows = await readRows(loras, (row) => {
    const parsed = LoraRow.safeParse(row)
    const listed = parsed.success ? serverName(parsed.data.name) : null
    return parsed.success && listed !== null ? [[listed, parsed.data.path] as const] : []
  })
  return { loraPaths: Object.fromEntries(rows) }
}

/** --listen without --api-auth: anyone on the network can use it. The flags hold passwords: nothing else of them is kept. */
function isOpen(flags: unknown): boolean {
  const parsed = z
    .object({ listen: z.boolean().nullable().default(null), api_auth: z.string().nullable().default(null) })
    .safeParse(flags)
  return parsed.success && parsed.data.listen === true && !parsed.data.api_auth
}
