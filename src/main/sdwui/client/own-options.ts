import type { ExtraFields, Json } from '../../../shared/extra-fields.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { record } from './detect-kind.ts'
import type { WorkerHttp } from './http.ts'

export type Activity = 'idle' | 'busy' | 'not-told'

/** Saving a setting may wait for a moment behind what has begun just then, ms. */
export const SAVE_MS = 30_000
/** Nobody overrides more options in one sitting. */
const MOST_KEYS = 1_000

/**
 * The owner's values of options that requests override by their keys (decision 24). Before an option is first overridden its present
 * value is read and, while nobody works there, saved once, so that the server puts it back itself. What could not be saved is named with
 * the owner's value in every request that does not override it.
 */
export class OwnOptions {
  readonly #http: WorkerHttp
  readonly #own = new Map<string, Json>()
  /** its config holds them: it puts them back */
  readonly #held = new Set<string>()
  /** it refuses to save; not asked again */
  #refuses = false

  constructor(http: WorkerHttp) {
    this.#http = http
  }

  /** Options that requests of ours overrode and that the server does not put back by itself, with the owner's values. */
  get left(): ExtraFields {
    return Object.fromEntries([...this.#own].filter(([key]) => !this.#held.has(key)))
  }

  /** To be called before a request that overrides these options. Rejects only when `signal` is aborted. */
  async before(
    keys: readonly string[],
    activity: () => Promise<Activity>,
    signal: AbortSignal,
  ): Promise<void> {
    const open = () => keys.filter((key) => !this.#held.has(key))
    if (open().length === 0) return
    try {
      const idle = !this.#refuses && (await activity()) === 'idle'
      await this.#read(open(), signal)
      // What a request of somebody else overrides just now is taken for the owner's; saved it would stay.
      if (!idle || (await activity()) !== 'idle') return
      const values = Object.fromEntries(
        open().flatMap((key) => {
          const value = this.#own.get(key)
          return value === undefined ? [] : [[key, value]]
        }),
      )
      if (Object.keys(values).length === 0) return
      await this.#http.post('/sdapi/v1/options', values, signal, SAVE_MS)
      for (const key of Object.keys(values)) this.#held.add(key)
    } catch (error) {
      if (!(error instanceof WorkerFailure) || error.kind === 'aborted') throw error
      this.#refuses = refused(error)
    }
  }

  /** What it tells of options that no request of ours has overridden yet. */
  async #read(keys: readonly string[], signal: AbortSignal): Promise<void> {
    const fresh = keys.filter((key) => !this.#own.has(key))
    if (fresh.length === 0 || this.#own.size + fresh.length > MOST_KEYS) return
    const told = record(await this.#http.optional('/sdapi/v1/options', signal))
    for (const key of fresh) {
      // As it came in its JSON.
      if (Object.hasOwn(told, key) && !this.#own.has(key)) this.#own.set(key, told[key] as Json)
    }
  }
}

/** The server answered, and will not answer otherwise next time. */
export const refused = ({ status }: WorkerFailure): boolean => status !== null && status < 502
