import type { ImageFlag } from '../../../shared/job.ts'
import type { AnswerInfo, BatchRequest } from '../generation.ts'
import { canonicalCheckpointName } from '../planning/eligibility.ts'
import { type Infotext, infotextNumber } from '../prompt/infotext.ts'
import { lorasOf } from '../prompt/lora.ts'

/** How a picture differs from what was asked: its flag, and in words that complete "it …". */
export interface Difference {
  readonly flag: ImageFlag
  readonly words: string
}

/** A worker may call a thing whatever it likes; what a person reads of it ends somewhere. */
const LONGEST_WORDS = 500

interface Size {
  readonly width: number
  readonly height: number
}

/** Labels of GET /schedulers over all servers, without blanks and underscores. */
const SCHEDULES = new Set(
  'automatic uniform karras exponential polyexponential sgmuniform kloptimal alignyoursteps simple normal ddim ddimuniform beta turbo linear discrete ays gits trailing lcm'.split(
    ' ',
  ),
)
/** Servers that do not hash answer with this instead. */
const PLACEHOLDER_HASH = /^8+$/

/**
 * What a server made otherwise than asked. Servers answer 200 when they do not know a sampler, a schedule, a checkpoint, a VAE or a LoRA
 * and take another one or none; only the answer tells. A thing the answer does not mention counts as right.
 * `info`: of the whole answer; what stands in the picture's own infotext goes first. `size`: its pixels as its header has them; null:
 * not to be judged, as that of a picture that was interrupted before its hires pass.
 */
export function differenceOf(
  request: BatchRequest,
  infotext: Infotext | null,
  info: AnswerInfo | null,
  size: Size | null,
): Difference | null {
  const difference =
    otherCheckpoint(request, infotext, info) ??
    otherSampler(request, infotext, info) ??
    otherVae(request, infotext, info) ??
    otherClipSkip(request, infotext) ??
    missingLora(request, infotext) ??
    otherSize(request, size)
  if (difference === null || difference.words.length <= LONGEST_WORDS) return difference
  return { ...difference, words: `${difference.words.slice(0, LONGEST_WORDS)}…` }
}

/** Servers scale to whole pixels and round down to the 8 px of a latent cell. */
const LATENT_CELL_PX = 8

function otherSize({ params }: BatchRequest, size: Size | null): Difference | null {
  if (size === null) return null
  const scale = params.hires?.scale ?? 1
  const off = (got: number, asked: number) =>
    Math.abs(got - asked * scale) >= (scale === 1 ? 1 : LATENT_CELL_PX)
  if (!off(size.width, params.width) && !off(size.height, params.height)) return null
  const asked = `${Math.round(params.width * scale)}x${Math.round(params.height * scale)}`
  return { flag: 'size-differs', words: `it made ${size.width}x${size.height} instead of ${asked}` }
}

function otherCheckpoint(
  request: BatchRequest,
  infotext: Infotext | null,
  info: AnswerInfo | null,
): Difference | null {
  const wanted = request.checkpoint
  const used = infotext?.parameters.get('Model') ?? info?.checkpointName ?? null
  if (wanted === null || used === null) return null
  const [asked, got] = [canonicalCheckpointName(wanted), canonicalCheckpointName(used)]
  // Titles in a folder turn / and \ into _ in the model's name.
  if (asked.toLowerCase() !== got.toLowerCase() && !got.toLowerCase().endsWith(`_${asked.toLowerCase()}`))
    return { flag: 'other-checkpoint', words: `it used checkpoint ${got} instead of ${asked}` }
  // Of two files with one name only the hash tells them apart, and then it is part of the title that was asked for.
  const hash = /\[([0-9a-f]{8,64})\]\s*$/i.exec(wanted)?.[1]?.toLowerCase()
  const usedHash = (infotext?.parameters.get('Model hash') ?? info?.checkpointHash ?? '').toLowerCase()
  if (hash === undefined || usedHash === '' || PLACEHOLDER_HASH.test(usedHash)) return null
  if (hash.startsWith(usedHash) || usedHash.startsWith(hash)) return null
  return { flag: 'other-checkpoint', words: `it used another file named ${got} (${usedHash}, not ${hash})` }
}

function otherSampler(
  request: BatchRequest,
  infotext: Infotext | null,
  info: AnswerInfo | null,
): Difference | null {
  const { sampler, scheduler } = request.params
  const got = infotext?.parameters.get('Sampler') ?? info?.samplerName ?? null
  if (got !== null && !sameSampler(sampler, scheduler, got))
    return { flag: 'other-sampler', words: `it used sampler ${got} instead of ${sampler}` }
  // Absent: an older server, or a sampler that knows no schedules.
  const schedule = infotext?.parameters.get('Schedule type')
  if (schedule === undefined || isAutomatic(scheduler) || plain(schedule) === plain(scheduler)) return null
  return { flag: 'other-sampler', words: `it used schedule ${schedule} instead of ${scheduler}` }
}

/**
 * "DPM++ 2M Karras" is "DPM++ 2M" with a schedule: servers before 1.9 write the two as one name, later ones take such a name apart. But
 * "DPM++ 2M" for "DPM++ 2M SDE" is what 1.10 falls back to for a sampler it does not know.
 */
function sameSampler(asked: string, scheduler: string, got: string): boolean {
  if (plain(got) === plain(asked)) return true
  const [wanted, used] = [asked.toLowerCase(), got.toLowerCase()]
  const restOf = (whole: string, part: string) =>
    whole.startsWith(`${part} `) ? plain(whole.slice(part.length)) : null
  const added = restOf(used, wanted)
  if (added !== null) return SCHEDULES.has(added) && (isAutomatic(scheduler) || added === plain(scheduler))
  const taken = restOf(wanted, used)
  return taken !== null && SCHEDULES.has(taken)
}

const isAutomatic = (scheduler: string) => plain(scheduler) === 'automatic'
/** Servers differ in case, blanks and underscores: "SGM Uniform" and "sgm_uniform" are one. */
const plain = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, '')

function otherVae(
  request: BatchRequest,
  infotext: Infotext | null,
  info: AnswerInfo | null,
): Difference | null {
  const { ownVae } = request
  const asked = request.params.vae ?? ownVae?.setting
  if (asked === undefined) return null
  const got = moduleFor(asked, infotext) ?? infotext?.parameters.get('VAE') ?? info?.vaeName
  // AUTOMATIC1111 says null when it took none; others have no such key, or never fill it.
  if (got === undefined || (got === null && !isAutomatic1111(infotext))) return null
  if (isAutomatic(asked)) {
    // Which one it picks itself is its own affair: beside the checkpoint, or noted for it. But one of an earlier request is left over.
    const before = got !== null && ownVae?.askedBefore.some((each) => sameFile(each, got)) === true
    if (!before || isBesideCheckpoint(got, request, infotext, info)) return null
    return { flag: 'other-vae', words: `it used VAE ${got}, which an earlier request asked for` }
  }
  const none = /^none$/i.test(asked)
  if (got === null) return none ? null : { flag: 'other-vae', words: `it used no VAE instead of ${asked}` }
  if (!none && sameFile(got, asked)) return null
  // A server may prefer what belongs to the checkpoint over its own setting, though not over what is asked for.
  if (request.params.vae === null && isBesideCheckpoint(got, request, infotext, info)) return null
  const instead = none ? 'none' : request.params.vae === null ? `its own ${asked}` : asked
  return { flag: 'other-vae', words: `it used VAE ${got} instead of ${instead}` }
}

/** Forge 2 tells VAE and text encoders as "Module 1", "Module 2", …: the one that was asked for, else any; null: it tells none. */
function moduleFor(asked: string, infotext: Infotext | null): string | null {
  const named = [...(infotext?.parameters ?? [])].flatMap(([key, value]) =>
    /^Module \d+$/.test(key) ? [value] : [],
  )
  if (named.length === 0 || /^(automatic|none)$/i.test(asked)) return null
  return named.find((each) => sameFile(each, asked)) ?? named.join(', ')
}

const sameFile = (a: string, b: string) =>
  canonicalCheckpointName(a).toLowerCase() === canonicalCheckpointName(b).toLowerCase()

/** "model.vae.pt" lies beside "model.safetensors" and is taken for it. */
function isBesideCheckpoint(
  vae: string,
  request: BatchRequest,
  infotext: Infotext | null,
  info: AnswerInfo | null,
): boolean {
  const used = infotext?.parameters.get('Model') ?? info?.checkpointName ?? request.checkpoint
  if (used === null) return false
  const [name, checkpoint] = [vae, used].map((each) => canonicalCheckpointName(each).toLowerCase())
  return name !== undefined && checkpoint !== undefined && name.startsWith(checkpoint)
}

/** Only AUTOMATIC1111 and its relatives leave out a clip skip of 1, so only there silence tells it. SD.Next spells it in its own way. */
function otherClipSkip({ params }: BatchRequest, infotext: Infotext | null): Difference | null {
  if (infotext === null) return null
  const written = infotextNumber(infotext, 'Clip skip') ?? infotextNumber(infotext, 'CLiP-skip')
  const got = written ?? (isAutomatic1111(infotext) || isForge(infotext) ? 1 : null)
  if (got === null || got < 1 || got === params.clipSkip) return null
  return { flag: 'other-clip-skip', words: `it used clip skip ${got} instead of ${params.clipSkip}` }
}

/** `Lora hashes` lists the LoRAs really loaded, by the name in the prompt without colon and comma. */
function missingLora(request: BatchRequest, infotext: Infotext | null): Difference | null {
  const asked = lorasOf(request.params.prompt)
  const listed = infotext?.parameters.get('Lora hashes')
  // Absent it means none only where hashing is on and the server is one that writes it.
  const tells =
    listed !== undefined ||
    (infotext?.parameters.has('Model hash') === true && (isAutomatic1111(infotext) || isForge(infotext)))
  if (asked.length === 0 || !tells) return null
  const loaded = new Set((listed ?? '').split(',').map((entry) => entry.replace(/:[^:]*$/, '').trim()))
  const missing = asked.find((name) => !loaded.has(name.replace(/[:,]/g, '').trim()))
  return missing === undefined ? null : { flag: 'lora-missing', words: `it did not load LoRA ${missing}` }
}

const isAutomatic1111 = (infotext: Infotext | null) =>
  /^v1\.([6-9]|\d\d)/.test(infotext?.parameters.get('Version') ?? '')
const isForge = (infotext: Infotext | null) => /^f\d/.test(infotext?.parameters.get('Version') ?? '')
