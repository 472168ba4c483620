import type { ExtraFields } from '../../../shared/extra-fields.ts'
import type { ServerKind, ServerSettings } from '../../../shared/worker.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { SERVER_FACTS } from '../protocol/server-kinds.ts'
import { readActivity } from './activity.ts'
import type { WorkerHttp } from './http.ts'
import { type Activity, OwnOptions, refused, SAVE_MS } from './own-options.ts'
import { readSettings } from './server-settings.ts'

/** It puts an overridden option back only where its config holds it; a server of unknown kind is not saved to. */
const keepsOverrides = (kind: ServerKind) => kind !== 'unknown' && SERVER_FACTS[kind].restoresOnlySaved

/**
 * What a server is set to by its owner, kept apart from what we override there. AUTOMATIC1111 puts an overridden option back only when
 * its config.json holds the key; on an install whose owner never saved clip skip or VAE an override stays in force for all who come
 * next (sdapi.md 2.4). So before the first override each key's present value is saved there once, while nobody works on it.
 */
export class OwnSettings {
  readonly #http: WorkerHttp
  #own: ServerSettings | null = null
  /** `#own` was read while nothing ran there */
  #certain = false
  /** a request of ours has overridden something */
  #overridden = false
  /** their config holds the keys: what they tell while idle is the owner's again */
  #held = false
  /** there is nothing to save, or the server refused to; not asked again */
  #settled = false
  #saving: Promise<void> | null = null
  /** whatever else requests override */
  readonly #others: OwnOptions

  constructor(http: WorkerHttp) {
    this.#http = http
    this.#others = new OwnOptions(http)
  }

  /** Options that requests of ours overrode and that the server does not put back by itself, with its owner's values. */
  get left(): ExtraFields {
    return this.#others.left
  }

  /** null: not told */
  get own(): ServerSettings | null {
    return this.#own
  }

  /** Takes note of what was just read of the server's options; answers what of it is the owner's. */
  async note(
    kind: ServerKind,
    found: ServerSettings | undefined,
    signal: AbortSignal,
  ): Promise<ServerSettings | undefined> {
    if (found === undefined) return this.#own ?? undefined
    if (this.#own === null) this.#own = found
    // Clip skip and VAE may be those of a request that runs there; the rest nobody overrides.
    const before = this.#own
    this.#own = { ...found, ...ownersPart(before) }
    const same = JSON.stringify(ownersPart(before)) === JSON.stringify(ownersPart(found))
    if (this.#overridden ? this.#held && !same : !this.#certain || !same) await this.#readOwn(kind, signal)
    return this.#own
  }

  /**
   * To be called before every request that overrides something: sees to it, once, that the server will put it back. Where that cannot
   * be done now it is tried again before the next request; where the server refuses, explicit values in every request must do. `keys`: of
   * the options it overrides besides clip skip and VAE. Rejects only when `signal` is aborted.
   */
  async beforeOverride(kind: ServerKind, keys: readonly string[], signal: AbortSignal): Promise<void> {
    await this.#beforeOwn(kind, signal)
    if (keepsOverrides(kind)) await this.#others.before(keys, () => this.#activity(kind, signal), signal)
  }

  async #beforeOwn(kind: ServerKind, signal: AbortSignal): Promise<void> {
    if (this.#settled) return
    if (!keepsOverrides(kind)) {
      this.#settled = true
      return
    }
    while (this.#saving !== null) {
      // Another request saves; should that one be called off, this one does it.
      const called = await this.#saving.then(() => 'through' as const).catch(() => 'off' as const)
      if (called === 'through') return
    }
    this.#saving = this.#save(kind, signal).finally(() => {
      this.#saving = null
    })
    await this.#saving
    this.#overridden = true
  }

  async #save(kind: ServerKind, signal: AbortSignal): Promise<void> {
    try {
      // What it tells once we have overridden something may be ours; what it told before is kept.
      const activity = await (this.#overridden ? this.#activity(kind, signal) : this.#readOwn(kind, signal))
      this.#settled = activity === 'not-told'
      if (activity !== 'idle') return
      if (!this.#certain || this.#own === null) return
      const values = optionsOf(this.#own)
      if (Object.keys(values).length > 0) {
        await this.#http.post('/sdapi/v1/options', values, signal, SAVE_MS)
        this.#held = true
      }
      this.#settled = true
    } catch (error) {
      if (!(error instanceof WorkerFailure) || error.kind === 'aborted') throw error
      // A proxy may let nothing but requests for pictures pass. Whether the server is there at all, these will tell.
      this.#settled = refused(error)
    }
  }

  /** Reads what the owner has set: what the server tells while nothing runs there, before and after, that might override it. */
  async #readOwn(kind: ServerKind, signal: AbortSignal): Promise<Activity> {
    const before = await this.#activity(kind, signal)
    if (before !== 'idle') return before
    const now = readSettings(kind, await this.#http.optional('/sdapi/v1/options', signal))
    const after = await this.#activity(kind, signal)
    if (after !== 'idle') return after
    if (now === undefined) return 'not-told'
    this.#own = { ...now, fixedVae: this.#own?.fixedVae ?? null }
    this.#certain = true
    return 'idle'
  }

  /** Whoever works there, with overrides perhaps. */
  async #activity(kind: ServerKind, signal: AbortSignal): Promise<Activity> {
    if (!keepsOverrides(kind)) return 'not-told'
    try {
      return (await readActivity(this.#http, signal)).busy ? 'busy' : 'idle'
    } catch (error) {
      if (!(error instanceof WorkerFailure) || error.kind === 'aborted') throw error
      return refused(error) ? 'not-told' : 'busy'
    }
  }
}

const ownersPart = ({ clipSkip, vae, modules }: ServerSettings) => ({ clipSkip, vae, modules })

/** As POST /options takes them; what the server does not have is not in it. */
const optionsOf = ({ clipSkip, vae, modules }: ServerSettings): Record<string, unknown> => ({
  ...(vae === null ? {} : { sd_vae: vae }),
  ...(vae === null && modules !== null ? { forge_additional_modules: modules } : {}),
  ...(clipSkip === null ? {} : { CLIP_stop_at_last_layers: clipSkip }),
})
