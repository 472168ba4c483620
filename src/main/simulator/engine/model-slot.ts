import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { pythonError } from '../../sdwui/protocol/server-error.ts'
import type { ResolvedOptions } from '../options.ts'
import type { Checkpoint, CheckpointFiles } from './checkpoint-files.ts'
import type { ServerSettings } from './server-settings.ts'
import type { FleetSeconds } from './sim-time.ts'
import type { SimulatedGpu } from './simulated-gpu.ts'
import type { VideoMemory } from './video-memory.ts'

/** The one checkpoint in memory, and what the options say of it. */
export class ModelSlot {
  readonly #options: ResolvedOptions
  readonly #files: CheckpointFiles
  readonly #settings: ServerSettings
  readonly #memory: VideoMemory
  readonly #gpu: SimulatedGpu
  #loaded: Checkpoint | null = null

  constructor(
    options: ResolvedOptions,
    files: CheckpointFiles,
    settings: ServerSettings,
    memory: VideoMemory,
    gpu: SimulatedGpu,
  ) {
    this.#options = options
    this.#files = files
    this.#settings = settings
    this.#memory = memory
    this.#gpu = gpu
  }

  get loaded(): Checkpoint | null {
    return this.#loaded
  }

  /** What the process starts with; `lazily`: it is read at the first job. */
  startWith(checkpoint: Checkpoint | null, lazily: boolean): void {
    if (checkpoint !== null && !lazily) this.#put(checkpoint)
    this.choose(checkpoint)
  }

  /** Sets the option, which is not yet a load. */
  choose(checkpoint: Checkpoint | null): void {
    this.#settings.set('sd_model_checkpoint', checkpoint === null ? null : this.#files.title(checkpoint))
  }

  /** The one an order is made with: its override where the server has it, else, without a word, the server's own. */
  wantedBy(order: GenerationOrder): Checkpoint {
    const asked = order.overrides.sd_model_checkpoint
    const override = typeof asked === 'string' ? this.#files.find(asked) : null
    const wanted =
      override ?? this.#files.find(this.#settings.text('sd_model_checkpoint')) ?? this.#files.all()[0]
    if (wanted === undefined)
      throw pythonError(
        'FileNotFoundError',
        'No checkpoints found. When searching for checkpoints, looked at: …',
      )
    return wanted
  }

  /** Checkpoints that a request names beside the override are not forgiven: throws the Exception of one that is not there. */
  checkNamed(order: GenerationOrder): void {
    for (const field of ['refiner_checkpoint', 'hr_checkpoint_name']) {
      const name = order.parameters[field]
      if (typeof name === 'string' && name !== '' && name !== 'None' && this.#files.find(name) === null)
        throw pythonError('Exception', `Could not find checkpoint with name ${name}`)
    }
  }

  /** "name [10 hex]" of a checkpoint by any text that is taken for it, as infotexts tell it. */
  shortTitle(text: string): string {
    const checkpoint = this.#files.find(text)
    if (checkpoint === null) return text
    const { name, sha256 } = checkpoint
    return this.#files.isHashed(checkpoint) ? `${name} [${sha256.slice(0, 10)}]` : name
  }

  /** Reads it from disk, and hashes it the first time; resolves with the moment that was due to end. */
  async load(checkpoint: Checkpoint, since: FleetSeconds): Promise<FleetSeconds> {
    const { loadSeconds, hashSeconds, instant } = this.#options
    const seconds = loadSeconds + (this.#files.isHashed(checkpoint) ? 0 : hashSeconds)
    const endedAt = await this.#gpu.spend(instant ? 0 : seconds, since)
    const chosen = this.#files.find(this.#settings.text('sd_model_checkpoint')) === checkpoint
    this.#put(checkpoint)
    // Now that its hash is known its title has one.
    if (chosen) this.choose(checkpoint)
    return endedAt
  }

  #put(checkpoint: Checkpoint): void {
    this.#files.hash(checkpoint)
    this.#loaded = checkpoint
    this.#memory.setLoaded(true)
    this.#settings.set('sd_checkpoint_hash', checkpoint.sha256)
  }
}
