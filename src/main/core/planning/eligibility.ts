import { CONTROLNET } from '../../../shared/control-units.ts'
import { extraScripts } from '../../../shared/extra-fields.ts'
import { kindOf, type RequestKind } from '../../../shared/generation.ts'
import { upscalerOn } from '../../../shared/names/on-server.ts'
import type { FieldsWith } from '../../../shared/request-fields.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { sampledSize } from '../image-size.ts'
import { checkpointProblem } from '../names/on-worker.ts'
import type { FleetWorker } from '../ports.ts'
import { lorasOf } from '../prompt/lora.ts'
import { fieldProblem, samplingProblem } from './field-problems.ts'
import { isListed } from './listed.ts'
import { madeFromProblem, upscaleProblem } from './made-from-problem.ts'
import { alwaysOnProblem } from './script-problem.ts'
import { limitOf } from './server-limits.ts'

type Wanted = Pick<GenerationParams, FieldsWith<'decidesWho', true> | 'input' | 'wildcards' | 'highestSeed'>

/** Whether a VAE is a file that a server must have; the other names leave it to the server. */
export const asksForVae = (vae: string): boolean => !/^(automatic|none)$/i.test(vae)

/**
 * Why a worker cannot make these images; null: it can. A list the server did not give excludes nobody. Servers of 1.10
 * answer 200 with another sampler, checkpoint or without the LoRA, so the lists are checked before anything is dealt.
 */
export function eligibilityOf(params: Wanted, worker: FleetWorker): Reason | null {
  if (worker.lane === 'off') return reason('planning.switched-off')
  if (!worker.available) return worker.unavailableReason ?? reason('planning.not-available')
  const has = worker.capabilities
  if (has === null) return null
  const format = unreadableFormat(has)
  if (params.upscale !== null) return format ?? upscaleProblem(has, params.upscale)
  if (has.checkpoints?.length === 0 && has.loadedCheckpoint === null) return reason('planning.no-checkpoint')
  if (format !== null) return format
  const checkpoint = worker.checkpointOverride ?? params.checkpoint
  const wrong = checkpoint === null ? null : checkpointProblem(has, checkpoint)
  if (wrong !== null) return wrong
  const sampling = samplingProblem(has, params.sampler, params.scheduler)
  if (sampling !== null) return sampling
  if (params.vae !== null && asksForVae(params.vae) && isListed(has.vaes, params.vae) === false)
    return reason('planning.vae-missing', { name: params.vae })
  // Pictures of the first pass's size are not what was asked at all.
  const hires = params.imageToImage === null ? params.hires : null
  if (hires !== null && has.hiresPass === false) return reason('planning.no-hires')
  if (hires !== null && upscalerOn(has, hires.upscaler) === null)
    return reason('planning.upscaler-missing', { name: hires.upscaler })
  const kind = kindOf(params)
  const script = extraScripts(params.extra).find((title) => hasAlwaysOn(has, title, kind) === false)
  if (script !== undefined) return reason('planning.script-missing', { name: script })
  const argument = alwaysOnProblem(has, params.extra)
  if (argument !== null) return argument
  const field = fieldProblem(has, params) ?? madeFromProblem(has, params)
  if (field !== null) return field
  const limit = limitOf(has, { ...params, ...sampledSize(params), hires }, worker.speed.sizeStepPx)
  if (limit !== null) return limit
  const loras = has.loras
  // LoRA names are matched case-sensitively by the servers.
  const wanted = [...lorasOf(params.prompt), ...(params.wildcards?.loras ?? [])]
  const lora = loras === null ? undefined : wanted.find((name) => !loras.includes(name))
  return lora === undefined ? null : reason('planning.lora-missing', { name: lora })
}

/** Whether a server has an always-on script; null: it does not tell. ControlNet is there where its models are listed. */
export const hasAlwaysOn = (has: Capabilities, title: string, kind: RequestKind): boolean | null =>
  title.toLowerCase() === CONTROLNET && has.controlModels != null
    ? true
    : isListed(kind === 'img2img' ? has.img2imgScripts : has.scripts, title)

/** samples_format of what can be read here; with anything else A1111 answers 500 once the pictures are made (sdapi.md 3). */
const READABLE = /^(png|jpe?g|webp)$/i

/** Why none of its pictures could be taken, and the remedy; null: they can, or it does not tell. */
export function unreadableFormat({ settings }: Capabilities): Reason | null {
  const format = settings?.samplesFormat ?? null
  if (format === null || READABLE.test(format)) return null
  return reason('planning.unreadable-format', { format: format.slice(0, 40) })
}
