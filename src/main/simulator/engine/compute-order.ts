import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import type { InfotextContext } from '../../sdwui/protocol/infotext-context.ts'
import { pythonError } from '../../sdwui/protocol/server-error.ts'
import { SERVER_FACTS } from '../../sdwui/protocol/server-kinds.ts'
import { infotextOf } from '../../sdwui/protocol/write-infotext.ts'
import type { AnswerImage } from '../../sdwui/server/engine.ts'
import type { SamplesFormat } from '../draw-picture.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import type { ResolvedOptions } from '../options.ts'
import { orderWork } from '../order/resolve-order.ts'
import { assembleAnswer } from './assemble-answer.ts'
import { labelledByFaults } from './changed-order.ts'
import { inventedHash } from './checkpoint-files.ts'
import { controlsOf } from './control-units.ts'
import type { PictureMaker } from './images-of-order.ts'
import type { DecodedInputs } from './init-images.ts'
import type { JobState } from './job-state.ts'
import { madeFrom } from './made-from.ts'
import type { ModelSlot } from './model-slot.ts'
import { readFormat, type ServerSettings } from './server-settings.ts'
import type { FleetSeconds } from './sim-time.ts'
import type { SimulatedGpu } from './simulated-gpu.ts'
import { Timeline } from './timeline.ts'
import type { VideoMemory } from './video-memory.ts'

/** What a generation came to; the answer may begin at `readyAt`. */
export interface Generated {
  readonly order: GenerationOrder
  readonly images: readonly AnswerImage[]
  readonly info: string
  readonly readyAt: FleetSeconds
  /** To be called when the answer is out, or its client gone. */
  delivered(): void
}

/** The parts of the process that a computation needs. */
export interface ComputeParts {
  readonly options: ResolvedOptions
  readonly settings: ServerSettings
  readonly model: ModelSlot
  readonly memory: VideoMemory
  readonly gpu: SimulatedGpu
  readonly pictures: PictureMaker
  readonly faults: FaultScript
  readonly state: JobState
}

/** How long the first step takes to find out that memory is short, s. */
const OUT_OF_MEMORY_AFTER = 0.3

/**
 * Computes an order whose model is loaded, whose inputs are decoded and whose overrides are applied: takes memory, draws while the time passes, puts the answer
 * together. `formatBefore`: samples_format without the overrides, which is what the answer is encoded with unless they are kept. Rejects
 * with the ServerError of out-of-memory. `generated` is null for a format that cannot be encoded.
 */
export async function computeOrder(
  order: GenerationOrder,
  inputs: DecodedInputs,
  since: FleetSeconds,
  formatBefore: SamplesFormat | null,
  parts: ComputeParts,
): Promise<{ generated: Generated | null; endedAt: FleetSeconds }> {
  const { options, settings, memory, gpu, pictures, faults, state } = parts
  const { instant, overheadSeconds } = options
  const facts = SERVER_FACTS[options.kind]
  const { width, height } = order.hires ?? order
  // Unloaded and not reloaded: half of the tensors are still in the machine's memory.
  if (!memory.isLoaded)
    throw pythonError(
      'RuntimeError',
      'Expected all tensors to be on the same device, but found at least two devices, cpu and cuda:0!',
    )
  const outOfMemory =
    faults.use('out-of-memory') === null
      ? memory.take(width * height * order.batchSize)
      : memory.outOfMemory()
  try {
    if (outOfMemory !== null) {
      await gpu.spend(instant ? 0 : OUT_OF_MEMORY_AFTER, since)
      throw outOfMemory
    }
    const from = inputs.images.length === 0 ? null : await madeFrom(order, inputs)
    const controls = await controlsOf(order, inputs, options)
    const timeline = timelineOf(order, options)
    // The interrupt may have come while the model was being loaded.
    if (state.interrupted) timeline.clear()
    const context = contextOf(parts)
    const format = order.restoreOverrides ? formatBefore : readFormat(settings)
    const labelled = labelledByFaults(order, faults, 'text')
    const written = settings.get('enable_pnginfo') !== false
    const infotext = (index: number) =>
      written ? infotextOf(facts.infotext, labelled, index, context) : null
    const black = faults.use('one-colour') !== null
    const look = { clipSkip: context.clipSkip, vae: context.vae?.name ?? null, black }
    const drawn = pictures.order(order, timeline, { format: format ?? 'png', look, from, controls, infotext })
    const endedAt = await gpu.run(order, timeline, since)
    const made = await drawn()
    // A machine that is to die of its last image still hands it over.
    const lethal = faults.imagesToLive() <= made.length
    if (!lethal) faults.countImages(made.length)
    if (format === null) return { generated: null, endedAt }
    const returnGrid = settings.get('return_grid') === true
    const extras = {
      maps: controls?.maps ?? [],
      mask: settings.get('return_mask') === true ? (from?.mask ?? null) : null,
    }
    const source = {
      ...{ order, made, context, format, jobTimestamp: state.timestamp, facts, returnGrid, extras },
    }
    const answer = await assembleAnswer(source, pictures, faults)
    const delivered = () => {
      if (lethal) faults.countImages(made.length)
    }
    const readyAt = endedAt + (instant ? 0 : overheadSeconds)
    return { generated: { order, ...answer, readyAt, delivered }, endedAt }
  } finally {
    memory.free()
  }
}

function timelineOf(order: GenerationOrder, options: ResolvedOptions): Timeline {
  const { all, secondPassShare } = orderWork(order)
  const { ipm, batchGain, instant } = options
  const b = order.batchSize
  const gain = 1 - (1 - batchGain) * Math.min(1, Math.log2(b) / 3)
  return new Timeline({
    iterations: order.iterations,
    steps: order.stepsRun,
    secondPassSteps: order.hires?.stepsRun ?? null,
    secondsPerIteration: instant ? 0 : b * (60 / ipm) * all * gain,
    secondPassShare,
  })
}

function contextOf({ options, settings, model, faults }: ComputeParts): InfotextContext {
  const other = faults.find('other-checkpoint')
  const name = other === null ? model.loaded?.name : (other.name ?? 'some_other_model')
  const { placeholderHash, version } = SERVER_FACTS[options.kind]
  const sha256 = other === null ? model.loaded?.sha256 : undefined
  const hash = placeholderHash ?? (sha256 ?? inventedHash(name ?? '')).slice(0, 10)
  const vae = vaeInForce(chosenVae(settings, options), model.loaded?.name ?? '', options.vaes)
  return {
    checkpoint: name === undefined ? null : { name, hash },
    vae: vae === null ? null : { name: vae, hash: inventedHash(vae).slice(0, 10) },
    clipSkip: Math.max(1, settings.number('CLIP_stop_at_last_layers')),
    randnSource: settings.text('randn_source'),
    restoreFaces: settings.get('face_restoration') === true,
    faceRestorer: settings.text('face_restoration_model') || 'CodeFormer',
    tiling: settings.get('tiling') === true,
    seedDelta: settings.number('eta_noise_seed_delta'),
    version,
    shortTitle: (checkpoint) => model.shortTitle(checkpoint),
    loraHash: (lora) => inventedHash(`lora/${lora}`).slice(0, 12),
  }
}

/** Forge 2 looks at its modules only: names or paths, text encoders among them. */
function chosenVae(settings: ComputeParts['settings'], { kind, vaes }: ResolvedOptions): string {
  if (kind !== 'forge') return settings.text('sd_vae')
  const modules = settings.get('forge_additional_modules')
  const names = (Array.isArray(modules) ? modules : []).map((path) => String(path).split(/[\\/]/).at(-1))
  return vaes.find((file) => names.includes(file)) ?? 'None'
}

/**
 * The VAE file an option value comes to: that file, for "Automatic" one that lies beside the checkpoint under its name, else none, without a
 * word (modules/sd_vae.py).
 */
function vaeInForce(value: string, checkpoint: string, vaes: readonly string[]): string | null {
  if (value !== 'Automatic') return vaes.includes(value) ? value : null
  return (
    vaes.find((file) => file.replace(/\.vae\.\w+$/, '') === checkpoint && /\.vae\.\w+$/.test(file)) ?? null
  )
}
