import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { pythonError } from '../../sdwui/protocol/server-error.ts'
import type { ResolvedOptions } from '../options.ts'
import type { Checkpoint, ModelShelf } from './model-shelf.ts'
import type { ServerSettings } from './server-settings.ts'
import type { FleetSeconds } from './sim-time.ts'
import type { VideoMemory } from './video-memory.ts'
import type { Workbench } from './workbench.ts'

/** The one checkpoint in memory, and what the options say of it. */
export class ModelSlot {
  readonly #options: ResolvedOptions
  readonly #shelf: ModelShelf
  readonly #settings: ServerSettings
  readonly #memory: VideoMemory
  readonly #workbench: Workbench
  #loaded: Checkpoint | null = null

  constructor(
    options: ResolvedOptions,
    shelf: ModelShelf,
    settings: ServerSettings,
    memory: VideoMemory,
    workbench: Workbench,
  ) {
    this.#options = options
    this.#shelf = shelf
    this.#settings = settings
    this.#memory = memory
    this.#workbench = workbench
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
    this.#settings.set('sd_model_checkpoint', checkpoint === null ? null : this.#shelf.title(checkpoint))
  }

  /** The one an order is made with: its override where the server has it, else, without a word, the server's own. */
  wantedBy(order: GenerationOrder): Checkpoint {
    const asked = order.overrides.sd_model_checkpoint
    const override = typeof asked === 'string' ? this.#shelf.find(asked) : null
    const wanted =
      override ?? this.#shelf.find(this.#settings.text('sd_model_checkpoint')) ?? this.#shelf.all()[0]
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
      if (typeof name === 'string' && name !== '' && name !== 'None' && this.#shelf.find(name) === null)
        throw pythonError('Exception', `Could not find checkpoint with name ${name}`)
    }
  }

  /** "name [10 hex]" of a checkpoint by any text that is taken for it, as infotexts tell it. */
  shortTitle(text: string): string {
    const checkpoint = this.#shelf.find(text)
    if (checkpoint === null) return text
    const { name, sha256 } = checkpoint
    return this.#shelf.isHashed(checkpoint) ? `${name} [${sha256.slice(0, 10)}]` : name
  }

  /** Reads it from disk, and hashes it the first time; resolves with the moment that was due to end. */
  async load(checkpoint: Checkpoint, since: FleetSeconds): Promise<FleetSeconds> {
    const { loadSeconds, hashSeconds, instant } = this.#options
    const seconds = loadSeconds + (this.#shelf.isHashed(checkpoint) ? 0 : hashSeconds)
    const endedAt = await this.#workbench.spend(instant ? 0 : seconds, since)
    const chosen = this.#shelf.find(this.#settings.text('sd_model_checkpoint')) === checkpoint
    this.#put(checkpoint)
    // Now that its hash is known its title has one.
    if (chosen) this.choose(checkpoint)
    return endedAt
  }

  #put(checkpoint: Checkpoint): void {
    this.#shelf.hash(checkpoint)
    this.#loaded = checkpoint
    this.#memory.setLoaded(true)
    this.#settings.set('sd_checkpoint_hash', checkpoint.sha256)
  }
}
