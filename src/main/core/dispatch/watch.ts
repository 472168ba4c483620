import type { WorkerId } from '../../../shared/ids.ts'
import { WorkerFailure } from '../failure.ts'
import type { TaskProgress } from '../generation.ts'
import type { Clock } from '../ports.ts'
import type { DispatchSettings } from './dispatch-settings.ts'
import type { InFlight, Station } from './in-flight.ts'

/** Servers load a checkpoint without any counter moving; the first load after a start hashes the file too. */
const LOADING_ALLOWED_MS = 600_000
/** Previews cost the server time: not at every look. */
const LOOKS_PER_PREVIEW = 4

export interface WatchDeps {
  readonly clock: Clock
  readonly settings: () => DispatchSettings
  readonly station: (id: WorkerId) => Station
  readonly changed: (flight: InFlight) => void
  readonly hung: (flight: InFlight) => void
}

/** Looks at running requests: their progress, whether they hang, and whether the moment has come to stop an unwanted one. */
export class Watch {
  readonly #deps: WatchDeps
  readonly #timers = new Map<InFlight, () => void>()
  readonly #abort = new AbortController()

  constructor(deps: WatchDeps) {
    this.#deps = deps
  }

  follow(flight: InFlight): void {
    this.#schedule(flight, 0)
  }

  forget(flight: InFlight): void {
    this.#timers.get(flight)?.()
    this.#timers.delete(flight)
  }

  /** Nobody needs its images: interrupted as soon as it is known to be the active one. */
  unwant(flight: InFlight): void {
    if (flight.unwanted || flight.endedAt !== null) return
    flight.unwanted = true
    void this.#look(flight, false).catch(() => undefined)
  }

  stop(): void {
    this.#abort.abort()
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
  }

  #schedule(flight: InFlight, looks: number): void {
    const { progressEveryMs } = this.#deps.settings()
    const cancel = this.#deps.clock.after(progressEveryMs, () => {
      if (!this.#timers.has(flight)) return
      const { livePreviews } = this.#deps.settings()
      void this.#look(flight, livePreviews && looks % LOOKS_PER_PREVIEW === LOOKS_PER_PREVIEW - 1).finally(
        () => {
          if (this.#timers.has(flight)) this.#schedule(flight, looks + 1)
        },
      )
    })
    this.#timers.set(flight, cancel)
  }

  async #look(flight: InFlight, preview: boolean): Promise<void> {
    let progress: TaskProgress | null = null
    try {
      progress = await flight.port.progress(flight.taskId, { preview }, this.#abort.signal)
    } catch (error) {
      // The request itself will tell what became of the worker; a failed look is only no sign of life.
      if (!(error instanceof WorkerFailure)) throw error
    }
    if (flight.endedAt !== null) return
    const now = this.#deps.clock.now()
    if (progress !== null) this.#note(flight, progress, now)
    if (progress?.at === 'active' && flight.unwanted && !flight.interruptSent) await this.#interrupt(flight)
    if (this.#standsStill(flight, progress, now)) this.#deps.hung(flight)
  }

  #note(flight: InFlight, progress: TaskProgress, now: number): void {
    if (progress.pulse !== flight.pulse) {
      flight.pulse = progress.pulse
      flight.pulseAt = now
    }
    // Waiting behind a request of ours is no standstill.
    if (progress.at === 'queued' && this.#deps.station(flight.workerId).flights[0] !== flight)
      flight.pulseAt = now
    if (progress.at !== 'active') return
    if (!flight.seenActive) {
      flight.seenActive = true
      // It began between the last look and this one; its own forecast says better when, if that lies within.
      flight.startsAt = Math.min(now, Math.max(flight.startsAt, now - this.#deps.settings().progressEveryMs))
      if (flight.state === 'sent') {
        flight.state = 'computing'
        this.#deps.changed(flight)
      }
    }
    if (progress.fraction !== null && progress.fraction > flight.fraction) {
      flight.fraction = Math.min(1, progress.fraction)
      flight.fractionAt = now
    }
    if (progress.preview !== null) {
      flight.preview = progress.preview
      this.#deps.changed(flight)
    }
  }

  async #interrupt(flight: InFlight): Promise<void> {
    flight.interruptSent = true
    try {
      await flight.port.interrupt(this.#abort.signal)
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error
      // Not stopped: its answer will come and be dropped.
      flight.interruptSent = false
    }
    // It ended by itself while the interrupt was on its way: the next request of ours may have been hit instead.
    const next = this.#deps.station(flight.workerId).flights[0]
    if (flight.endedAt !== null && next !== undefined && next !== flight) next.suspect = true
  }

  #standsStill(flight: InFlight, progress: TaskProgress | null, now: number): boolean {
    if (flight.abandoned) return false
    const { hungAfterMs } = this.#deps.settings()
    const forecast = (flight.computeSeconds + flight.loadSeconds) * 1000
    // A server that tells nothing (or that is loading) gets the benefit of the doubt.
    const silent = progress !== null && progress.at !== 'active'
    const patience =
      silent || flight.loadSeconds > 0 ? Math.max(LOADING_ALLOWED_MS, 4 * forecast) : hungAfterMs
    return now - flight.pulseAt >= patience
  }
}
