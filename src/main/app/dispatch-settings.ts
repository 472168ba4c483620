import type { Settings } from '../../shared/settings.ts'
import { DISPATCH_DEFAULTS, type DispatchSettings } from '../core/dispatch/dispatch-settings.ts'

/** Real ms below which neither looks at workers nor events to the panel pay, and sending ahead comes too late, however fast fleet time runs. */
const LEAST_REAL_MS = { progress: 200, events: 200, lead: 25 } as const

/** What the user set, as dispatch needs it. `timeScale`: fleet ms per real ms. */
export function dispatchSettings(settings: Settings, timeScale: number): DispatchSettings {
  return {
    ...DISPATCH_DEFAULTS,
    graceSeconds: settings.graceSeconds,
    maxBatch: settings.maxBatch,
    keepPartials: settings.keepPartials,
    livePreviews: settings.livePreviews,
    spareCopies: settings.spareCopies,
    leadMs: Math.max(DISPATCH_DEFAULTS.leadMs, LEAST_REAL_MS.lead * timeScale),
    progressEveryMs: Math.max(DISPATCH_DEFAULTS.progressEveryMs, LEAST_REAL_MS.progress * timeScale),
    shortProgressEveryMs: Math.max(
      DISPATCH_DEFAULTS.shortProgressEveryMs,
      LEAST_REAL_MS.progress * timeScale,
    ),
    eventsEveryMs: Math.max(DISPATCH_DEFAULTS.eventsEveryMs, LEAST_REAL_MS.events * timeScale),
    hungAfterMs: DISPATCH_DEFAULTS.hungAfterMs * Math.max(1, timeScale / 4),
  }
}
