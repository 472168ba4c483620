import { OPTIONS_OF_PANEL } from '../../sdwui/protocol/options-of-panel.ts'
import { OPTIONS_OF_SERVER } from '../../sdwui/protocol/options-of-server.ts'
import { pythonError } from '../../sdwui/protocol/server-error.ts'
import { SERVER_FACTS } from '../../sdwui/protocol/server-kinds.ts'
import type { SamplesFormat } from '../draw-picture.ts'
import type { ResolvedOptions } from '../options.ts'

const DEFAULTS: Readonly<Record<string, unknown>> = { ...OPTIONS_OF_SERVER, ...OPTIONS_OF_PANEL }
/** All that some kinds tell. */
const FEW = ['samples_format', 'sd_model_checkpoint']

/** config.json of one machine: what its server was started with, and what was saved since. Outlives restarts. */
export class SavedConfig {
  #values: Readonly<Record<string, unknown>> = {}

  get values(): Readonly<Record<string, unknown>> {
    return this.#values
  }

  write(values: Readonly<Record<string, unknown>>): void {
    this.#values = values
  }
}

/**
 * shared.opts: what GET and POST /options read and write (modules/options.py). `#held` are the keys of opts.data, i.e. those of config.json and
 * those set since; all others only have a default. What is set and not saved is gone after a restart.
 */
export class ServerSettings {
  #values: Record<string, unknown>
  readonly #held: Set<string>
  readonly #few: boolean
  readonly #config: SavedConfig

  constructor(options: ResolvedOptions, config: SavedConfig = new SavedConfig()) {
    this.#config = config
    const facts = SERVER_FACTS[options.kind]
    const given = { samples_format: options.samplesFormat, ...options.settings, ...config.values }
    this.#values = { ...DEFAULTS, ...facts.ownOptions, ...given }
    // The others put back whatever was overridden.
    const all = options.config === 'saved' || !facts.restoresOnlySaved
    this.#held = new Set(Object.keys(all ? this.#values : given))
    this.#few = facts.optionsTold === 'few'
  }

  get(key: string): unknown {
    return this.#values[key]
  }

  text(key: string): string {
    return String(this.#values[key] ?? '')
  }

  number(key: string): number {
    const value = this.#values[key]
    return typeof value === 'number' ? value : 0
  }

  has(key: string): boolean {
    return key in this.#values
  }

  /** Throws the KeyError of an unknown option. */
  set(key: string, value: unknown): void {
    if (!this.has(key)) throw pythonError('KeyError', `'${key}'`)
    this.#values[key] = value
    this.#held.add(key)
  }

  /** Writes config.json: all that is held, so that what an override has left behind becomes lasting. */
  save(): void {
    // Which checkpoint a restarted instance begins with is an option of its own.
    const lasting = [...this.#held].filter(
      (key) => !key.startsWith('sd_model_') && key !== 'sd_checkpoint_hash',
    )
    this.#config.write(Object.fromEntries(lasting.map((key) => [key, this.#values[key]])))
  }

  /**
   * Sets values for one generation; the function it returns puts those back that the config held before. The others stay in force for
   * whoever comes next, and are held from now on (modules/processing.py, process_images; sdapi.md 2.4). Throws the KeyError of an unknown
   * option.
   */
  override(values: Readonly<Record<string, unknown>>): () => void {
    const before = Object.keys(values).flatMap((key) =>
      this.#held.has(key) ? [[key, this.#values[key]] as const] : [],
    )
    const restore = () => {
      for (const [key, value] of before) this.set(key, value)
    }
    try {
      for (const [key, value] of Object.entries(values)) this.set(key, value)
    } catch (error) {
      restore()
      throw error
    }
    return restore
  }

  all(): Record<string, unknown> {
    if (!this.#few) return { ...this.#values }
    return Object.fromEntries(FEW.map((key) => [key, this.#values[key]]))
  }
}

/** samples_format; null: one that ends in an error after the whole generation. */
export function readFormat(settings: ServerSettings): SamplesFormat | null {
  const format = settings.text('samples_format').toLowerCase()
  if (format === 'jpeg' || format === 'jpg') return 'jpg'
  return format === 'png' || format === 'webp' ? format : null
}
