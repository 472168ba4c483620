import type { Capabilities, CheckpointInfo } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import type { FleetWorker } from '../ports.ts'
import { lorasOf } from '../prompt/lora.ts'
import { makesHires } from './ignored.ts'

/** Servers that do not hash answer with these instead (sd.cpp, koboldcpp). */
const PLACEHOLDER_HASH = '8888888888'

/** Basename without folder, extension and "[hash]": the name all servers agree on (titles differ by folder, OS and hash state). */
export function canonicalCheckpointName(title: string): string {
  const bare = title.replace(/\s*\[[^\]]*\]\s*$/, '')
  const base = bare.split(/[\\/]/).at(-1) ?? bare
  return base.replace(/\.(safetensors|ckpt|pt|pth|gguf|bin)$/i, '').trim()
}

/** The worker's own entry for a checkpoint: by hash where `wanted` ends in one and the worker knows it, else by name. */
export function checkpointOn(capabilities: Capabilities | null, wanted: string): CheckpointInfo | null {
  const list = capabilities?.checkpoints
  if (!list) return null
  const hash = /\[([0-9a-f]{8,64})\]\s*$/i.exec(wanted)?.[1]?.toLowerCase()
  if (hash !== undefined && hash !== PLACEHOLDER_HASH) {
    const byHash = list.find(
      (entry) => entry.hash?.toLowerCase() === hash || entry.sha256?.toLowerCase().startsWith(hash),
    )
    if (byHash) return byHash
  }
  const name = canonicalCheckpointName(wanted).toLowerCase()
  return list.find((entry) => entry.name.toLowerCase() === name) ?? null
}

/** How that worker titles the checkpoint; null: it has none of that name, or its list is unknown. */
export const checkpointTitleOn = (capabilities: Capabilities | null, wanted: string): string | null =>
  checkpointOn(capabilities, wanted)?.title ?? null

type Wanted = Pick<
  GenerationParams,
  'prompt' | 'wildcards' | 'checkpoint' | 'vae' | 'sampler' | 'scheduler' | 'hires'
>

/**
 * Why a worker cannot make these images, in words; null: it can. A list the server did not give excludes nobody. Servers of 1.10
 * answer 200 with another sampler, checkpoint or without the LoRA, so the lists are checked before anything is dealt.
 */
export function eligibilityOf(params: Wanted, worker: FleetWorker): string | null {
  if (worker.lane === 'off') return 'switched off'
  if (!worker.available) return worker.unavailableReason ?? 'not available'
  const has = worker.capabilities
  if (has === null) return null
  const lacks = (list: readonly string[] | null, wanted: string) =>
    list !== null && !list.some((entry) => entry.toLowerCase() === wanted.toLowerCase())

  if (has.checkpoints?.length === 0 && has.loadedCheckpoint === null) return 'it has no checkpoint'
  const format = unreadableFormat(has)
  if (format !== null) return format
  const checkpoint = worker.checkpointOverride ?? params.checkpoint
  if (checkpoint !== null && has.checkpoints !== null && checkpointOn(has, checkpoint) === null)
    return `checkpoint ${canonicalCheckpointName(checkpoint)} is missing`
  if (lacks(has.samplers, params.sampler)) return `sampler ${params.sampler} is missing`
  if (params.scheduler.toLowerCase() !== 'automatic' && lacks(has.schedulers, params.scheduler))
    return `schedule ${params.scheduler} is missing`
  if (params.vae !== null && !/^(automatic|none)$/i.test(params.vae) && lacks(has.vaes, params.vae))
    return `VAE ${params.vae} is missing`
  if (params.hires !== null && !makesHires(has.kind)) return 'its server makes no hires pass'
  if (
    params.hires !== null &&
    !/^latent\b/i.test(params.hires.upscaler) &&
    lacks(has.upscalers, params.hires.upscaler)
  )
    return `upscaler ${params.hires.upscaler} is missing`
  const loras = has.loras
  // LoRA names are matched case-sensitively by the servers.
  const wanted = [...lorasOf(params.prompt), ...(params.wildcards?.loras ?? [])]
  const lora = loras === null ? undefined : wanted.find((name) => !loras.includes(name))
  return lora === undefined ? null : `LoRA ${lora} is missing`
}

/** samples_format of what can be read here; with anything else A1111 answers 500 once the pictures are made (sdapi.md 3). */
const READABLE = /^(png|jpe?g|webp)$/i

/** Why none of its pictures could be taken, and the remedy, in words; null: they can, or it does not tell. */
export function unreadableFormat({ settings }: Capabilities): string | null {
  const format = settings?.samplesFormat ?? null
  if (format === null || READABLE.test(format)) return null
  return `its samples_format is ${format.slice(0, 40)}: set png, jpg or webp in its settings`
}
