import type { WorkerStateName } from '../../../shared/worker.ts'
import type { Random } from '../../core/ports.ts'
import { ATTENTIVE_LOOK_MS, backoffMs, returnMs } from '../../core/workers/next-look.ts'
import { paced } from '../wait.ts'

/** Between two looks, fleet ms. */
const EVERY_MS = {
  attentive: ATTENTIVE_LOOK_MS,
  unattended: 60_000,
  /** while somebody else works there: its end matters to planning */
  busyElsewhere: 2_000,
  /** it has stopped something and should be free in a moment */
  interrupted: 1_000,
  starting: 2_000,
}
/** A routine look comes up to this share earlier or later, so that a fleet is not asked in step. */
const JITTER = 0.1

export interface PaceFacts {
  readonly state: WorkerStateName
  readonly busyElsewhere: boolean
  /** its server is starting, as far as is known */
  readonly starting: boolean
  /** a gateway's page stands before it, which can go away by itself */
  readonly signInPage: boolean
  /** failed tries in a row */
  readonly failures: number
  /** somebody watches */
  readonly attentive: boolean
}

/** Fleet ms until the next look; null: none is due in this state, because the worker works for us or waits for its user. */
export function nextLookMs(facts: PaceFacts, timeScale: number, random: Random): number | null {
  const around = (ms: number) => paced(ms * (1 - JITTER + 2 * JITTER * random()), timeScale)
  switch (facts.state) {
    case 'unknown':
      return 0
    case 'idle':
      if (facts.busyElsewhere) return around(EVERY_MS.busyElsewhere)
      return around(facts.attentive ? EVERY_MS.attentive : EVERY_MS.unattended)
    case 'interrupted':
      return around(EVERY_MS.interrupted)
    case 'needs-sign-in':
      if (!facts.signInPage) return null
      return paced(backoffMs(Math.max(0, facts.failures - 1), random), timeScale)
    case 'unavailable':
      if (facts.starting) return around(EVERY_MS.starting)
      return paced(returnMs(Math.max(0, facts.failures - 1), random), timeScale)
    case 'working':
    case 'benchmarking':
    case 'loading-model':
    case 'paused':
    case 'off':
      return null
  }
}
