import { seededRandom } from '../../src/main/core/dispatch/testing/seeded-random.ts'
import { readScenario, type Scenario } from '../schedule/scenario.ts'
import { Dice } from './dice.ts'
import { CHANGES, type Drawn, eventsOf } from './draw-events.ts'

export const KINDS = ['static', 'dynamic'] as const
export type Kind = (typeof KINDS)[number]

/** Ranges that fleets are drawn from. Speeds and sizes are drawn evenly in the logarithm. */
export const RANGES = {
  workers: [1, 30],
  ipm: [1, 90],
  images: [1, 500],
  jobs: [2, 4],
  shortOverhead: [0.05, 1],
  longOverhead: [0.5, 6],
  gainAt8: [0.45, 1],
  cap: [1, 12],
  loadSeconds: [3, 60],
} as const
/** A job is never larger than what the fleet makes in so many minutes: runs stay short, in virtual time and in ours. */
const MOST_MINUTES = 10

/** A fleet as a scenario file would describe it. */
export interface FleetFile {
  readonly name: string
  readonly kind: Kind
  readonly jobs: readonly number[]
  readonly noise: number
  readonly workers: readonly Drawn[]
}

/** The fleet at a place of a seed's list: always the same, however many are drawn. */
export function drawFleet(kind: Kind, seed: number, index: number): FleetFile {
  const dice = new Dice(seededRandom(seed * 1_000_003 + index * 7919 + (kind === 'dynamic' ? 500_009 : 0)))
  const overheads = dice.chance(0.4) ? null : dice.chance(0.67) ? RANGES.shortOverhead : RANGES.longOverhead
  const gains = dice.chance(0.6)
  const caps = dice.chance(0.5)
  const loads = dice.chance(0.4)
  const workers = Array.from({ length: Math.round(dice.logarithmic(RANGES.workers)) }, (_, at): Drawn => {
    const cap = caps && dice.chance(0.7) ? dice.whole(RANGES.cap) : null
    return {
      name: `w${at + 1}`,
      ipm: dice.logarithmic(RANGES.ipm),
      overheadSeconds: overheads === null ? 0 : dice.logarithmic(overheads),
      ...(gains ? { batchGain: dice.linear(RANGES.gainAt8) } : {}),
      ...(cap === null ? {} : { vramCap: cap }),
      ...(loads && dice.chance(0.5) ? { loadSeconds: dice.linear(RANGES.loadSeconds) } : {}),
    }
  })
  const most = Math.floor(workers.reduce((sum, { ipm }) => sum + ipm, 0) * MOST_MINUTES)
  const images = Math.max(1, Math.min(most, Math.round(dice.logarithmic(RANGES.images))))
  const jobs = dice.chance(0.7) ? [images] : split(images, dice.whole(RANGES.jobs), dice)
  const fleet = { name: `${kind} ${seed}/${index}`, kind, jobs, noise: 0, workers }
  if (kind === 'static') return fleet
  const changes = CHANGES.filter(() => dice.chance(0.35))
  return { ...fleet, ...eventsOf(workers, changes.length > 0 ? changes : [dice.one(CHANGES)], dice) }
}

/** The same, as the benchmark reads it. */
export const scenarioOf = (fleet: FleetFile): Scenario =>
  readScenario(fleet.name, JSON.stringify(fleet), (text) => {
    throw new Error(text)
  })

/** Cut into so many jobs of at least one image each, or as many as there are images. */
function split(images: number, jobs: number, dice: Dice): number[] {
  const parts = Array.from({ length: Math.min(jobs, images) }, () => 1)
  const shares = parts.map(() => dice.linear([0.1, 1]))
  const sum = shares.reduce((total, share) => total + share, 0)
  const rest = images - parts.length
  const sizes = parts.map((one, at) => one + Math.floor((rest * (shares[at] ?? 0)) / sum))
  const given = sizes.reduce((total, size) => total + size, 0)
  return sizes.map((size, at) => (at === 0 ? size + images - given : size))
}
