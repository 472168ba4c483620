import type { Dice } from './dice.ts'

/** A worker as a scenario file describes it, every range drawn already. */
export interface Drawn {
  readonly name: string
  readonly ipm: number
  readonly overheadSeconds: number
  readonly batchGain?: number
  readonly vramCap?: number
  readonly vramCapKnown?: boolean
  readonly loadSeconds?: number
  readonly believedFactor?: number
  readonly joinsAt?: string
  readonly leavesAt?: string | readonly string[]
  readonly returnsAt?: string | readonly string[]
  readonly slowdowns?: readonly { at: string; until?: string; factor: number }[]
}

/** What may happen in a dynamic fleet. */
export const CHANGES = [
  'noise',
  'beliefs',
  'hidden-caps',
  'slowdown',
  'collapse',
  'leave',
  'return',
  'join',
] as const
export type Change = (typeof CHANGES)[number]

/** The same of events. Shares of the time that the fleet would need if nothing happened. */
export const EVENT_RANGES = {
  noise: [0.05, 0.3],
  believedFactor: [1 / 3, 3],
  slowdown: [0.15, 0.7],
  collapse: [0.005, 0.05],
  at: [0.05, 0.9],
  away: [0.05, 0.4],
} as const
/** Each change meets a worker with this chance, and one at least. */
const MEETS = 0.35
/** What stays for good has at least this share of the fleet's speed, so that every fleet finishes. */
const STAYS = 0.25
/** Changes that those who stay are spared. */
const FINAL: readonly Change[] = ['collapse', 'leave', 'join']

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

/** Lets changes happen to workers. A worker is met by one change of its presence at most. */
export function eventsOf(
  workers: readonly Drawn[],
  changes: readonly Change[],
  dice: Dice,
): { noise: number; workers: Drawn[] } {
  const steadfast = stayingOf(workers, dice)
  const changed = [...workers]
  const moved = new Set<number>()
  for (const change of changes) {
    if (change === 'noise') continue
    const able = workers.flatMap((worker, at) => {
      const spared = FINAL.includes(change) && steadfast.has(worker)
      return spared || (movesIt(change) && moved.has(at)) ? [] : [at]
    })
    if (able.length === 0) continue
    const must = dice.one(able)
    for (const at of able) {
      const worker = changed[at]
      if (worker === undefined || !(dice.chance(MEETS) || at === must)) continue
      changed[at] = { ...worker, ...whatHappens(change, worker, dice) }
      if (movesIt(change)) moved.add(at)
    }
  }
  // A fleet that nothing could happen to is noisy.
  const untouched = changed.every((worker, at) => worker === workers[at])
  const noise = changes.includes('noise') || untouched ? dice.linear(EVENT_RANGES.noise) : 0
  return { noise, workers: changed }
}

const movesIt = (change: Change) => change === 'leave' || change === 'return' || change === 'join'

function stayingOf(workers: readonly Drawn[], dice: Dice): Set<Drawn> {
  const total = workers.reduce((sum, { ipm }) => sum + ipm, 0)
  const staying = new Set<Drawn>()
  let speed = 0
  for (const worker of dice.shuffled(workers)) {
    if (speed >= STAYS * total) break
    staying.add(worker)
    speed += worker.ipm
  }
  return staying
}

function whatHappens(change: Exclude<Change, 'noise'>, worker: Drawn, dice: Dice): Partial<Drawn> {
  const at = dice.linear(EVENT_RANGES.at)
  const later = at + dice.linear(EVENT_RANGES.away)
  const until = dice.chance(0.4) ? { until: percent(later) } : {}
  switch (change) {
    case 'beliefs':
      return { believedFactor: dice.logarithmic(EVENT_RANGES.believedFactor) }
    case 'hidden-caps':
      return { vramCap: worker.vramCap ?? dice.whole([1, 8]), vramCapKnown: false }
    case 'slowdown':
    case 'collapse': {
      const factor = dice.logarithmic(EVENT_RANGES[change])
      return { slowdowns: [...(worker.slowdowns ?? []), { at: percent(at), ...until, factor }] }
    }
    case 'leave':
      return { leavesAt: percent(at) }
    case 'join':
      return { joinsAt: percent(at) }
    case 'return': {
      if (dice.chance(0.7)) return { leavesAt: percent(at), returnsAt: percent(later) }
      const again = later + dice.linear(EVENT_RANGES.away)
      const back = again + dice.linear(EVENT_RANGES.away)
      return { leavesAt: [percent(at), percent(again)], returnsAt: [percent(later), percent(back)] }
    }
  }
}
