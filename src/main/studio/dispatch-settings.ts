import type { Settings } from '../../shared/settings.ts'
import { DISPATCH_DEFAULTS, type DispatchSettings } from '../core/dispatch/dispatch-settings.ts'

/** Real ms below which neither looks at workers nor events to the panel pay, however fast fleet time runs. */
const LEAST_REAL_MS = { progress: 200, events: 200 } as const

/** What the user set, as dispatch needs it. `timeScale`: fleet ms per real ms. */
export function dispatchSettings(settings: Settings, timeScale: number): DispatchSettings {
  return {
    ...DISPATCH_DEFAULTS,
    graceSeconds: settings.graceSeconds,
    maxBatch: settings.maxBatch,
    keepPartials: settings.keepPartials,
    livePreviews: settings.livePreviews,
    progressEveryMs: Math.max(DISPATCH_DEFAULTS.progressEveryMs, LEAST_REAL_MS.progress * timeScale),
    eventsEveryMs: Math.max(DISPATCH_DEFAULTS.eventsEveryMs, LEAST_REAL_MS.events * timeScale),
    hungAfterMs: DISPATCH_DEFAULTS.hungAfterMs * Math.max(1, timeScale / 4),
  }
}
