import { type Infotext, infotextNumber } from '../../../../shared/infotext.ts'
import { canonicalCheckpointName, hashOfTitle } from '../../../../shared/names/checkpoints.ts'
import { LATENT_CELL_PX, type Size } from '../../../../shared/picture-size.ts'
import type { AnswerCheck } from '../../../../shared/request-fields.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { AnswerInfo, BatchRequest } from '../../generation.ts'
import { hiresSize, possibleSizes } from '../../image-size.ts'
import { lorasOf } from '../../prompt/lora.ts'
import { type Difference, shortName } from './difference.ts'
import { isNamed, otherFile } from './named-checkpoint.ts'
import { otherSampling } from './sampling-told.ts'
import { otherRefiner, otherSecondPass } from './second-pass-told.ts'

type Check = (
  request: BatchRequest,
  infotext: Infotext | null,
  info: AnswerInfo | null,
  size: Size | null,
) => Difference | null

/** What a field of a request may be checked by, in this order: the first difference tells. */
const CHECKS: Readonly<Record<AnswerCheck, Check>> = {
  checkpoint: otherCheckpoint,
  sampling: otherSampling,
  vae: otherVae,
  'clip-skip': otherClipSkip,
  loras: missingLora,
  refiner: otherRefiner,
  'second-pass': otherSecondPass,
  size: (request, _infotext, _info, size) => otherSize(request, size),
}

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
  // What is made larger is a picture that somebody else may have made: its text says nothing of this request.
  if (request.params.upscale !== null) return otherSize(request, size)
  for (const check of Object.values(CHECKS)) {
    const difference = check(request, infotext, info, size)
    if (difference !== null) return difference
  }
  return null
}

function otherSize({ params }: BatchRequest, size: Size | null): Difference | null {
  const possible = possibleSizes(params)
  const [asked] = possible
  if (size === null || asked === undefined) return null
  // Where sides are worked out, servers scale to whole pixels and round down to the 8 px of a latent cell.
  const rounded = params.upscale !== null || hiresSize(params) !== null
  const off = (got: number, wanted: number) => Math.abs(got - wanted) >= (rounded ? LATENT_CELL_PX : 1)
  if (possible.some(({ width, height }) => !off(size.width, width) && !off(size.height, height))) return null
  return {
    flag: 'size-differs',
    what: reason('dispatch.made-size', {
      made: `${size.width}x${size.height}`,
      asked: `${Math.round(asked.width)}x${Math.round(asked.height)}`,
    }),
  }
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
  if (!isNamed(wanted, got))
    return {
      flag: 'other-checkpoint',
      what: reason('dispatch.used-checkpoint', { used: shortName(got), asked: shortName(asked) }),
    }
  const usedHash = infotext?.parameters.get('Model hash') ?? info?.checkpointHash ?? null
  return otherFile(got, request.checkpointHash ?? hashOfTitle(wanted), usedHash)
}

/** The server picks a VAE itself. */
const isAutomatic = (vae: string) => vae.toLowerCase() === 'automatic'

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
    return {
      flag: 'other-vae',
      what: reason('dispatch.used-vae-of-another-request', { used: shortName(got) }),
    }
  }
  const none = /^none$/i.test(asked)
  if (got === null)
    return none
      ? null
      : { flag: 'other-vae', what: reason('dispatch.used-no-vae', { asked: shortName(asked) }) }
  if (!none && sameFile(got, asked)) return null
  // A server may prefer what belongs to the checkpoint over its own setting, though not over what is asked for.
  if (request.params.vae === null && isBesideCheckpoint(got, request, infotext, info)) return null
  const names = { used: shortName(got), asked: shortName(asked) }
  if (none)
    return { flag: 'other-vae', what: reason('dispatch.used-vae-instead-of-none', { used: names.used }) }
  return {
    flag: 'other-vae',
    what:
      request.params.vae === null
        ? reason('dispatch.used-vae-instead-of-its-own', names)
        : reason('dispatch.used-vae', names),
  }
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
  return {
    flag: 'other-clip-skip',
    what: reason('dispatch.used-clip-skip', { used: got, asked: params.clipSkip }),
  }
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
  return missing === undefined
    ? null
    : { flag: 'lora-missing', what: reason('dispatch.loaded-no-lora', { name: shortName(missing) }) }
}

const isAutomatic1111 = (infotext: Infotext | null) =>
  /^v1\.([6-9]|\d\d)/.test(infotext?.parameters.get('Version') ?? '')
const isForge = (infotext: Infotext | null) => /^f\d/.test(infotext?.parameters.get('Version') ?? '')
