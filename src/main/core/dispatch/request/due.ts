import type { Moment } from '../../planning/latest.ts'
import type { Job } from '../job/job.ts'
import { isSpare } from './gives-way.ts'
import type { InFlight } from './in-flight.ts'

/** An index is never made by more workers than that at a time. */
export const MOST_MAKERS = 3

/** Indexes of a batch that will arrive together, as far as can be told. */
export interface Due {
  /** whose batch it is */
  readonly origin: InFlight
  /** who will deliver them first: the owner or a copy */
  readonly by: InFlight
  /** spare copies of something of the batch */
  readonly spares: readonly InFlight[]
  /** seconds from now */
  readonly end: Moment
  readonly indexes: readonly number[]
  /** one more copy may be made */
  readonly open: boolean
}

/** What is on its way of a job's asked-for images and when it is due, an image made by several counting for the first of them. */
export function dueOf(flights: readonly InFlight[], job: Job, now: number): Due[] {
  const wanted = flights.filter((flight) => !flight.bonus && flight.wanted)
  const ends = new Map(wanted.map((flight) => [flight, momentOf(flight, now)]))
  const copies = wanted.filter(({ copy }) => copy)
  const later = (a: InFlight, b: InFlight) => (ends.get(a)?.seconds ?? 0) - (ends.get(b)?.seconds ?? 0)
  return wanted
    .filter(({ copy }) => !copy)
    .flatMap((origin) => {
      const helping = copies.filter((copy) => origin.makes(copy.run.first) || copy.makes(origin.run.first))
      const groups = new Map<string, { by: InFlight; makers: number; indexes: number[] }>()
      for (const index of origin.indexes()) {
        if (job.comes(index)) continue
        const makers = [origin, ...helping.filter((copy) => copy.makes(index))]
        const by = makers.reduce((first, maker) => (later(maker, first) < 0 ? maker : first))
        // Spare copies are in nobody's way.
        const lasting = makers.filter((maker) => !isSpare(maker)).length
        const key = `${by.batchId}|${lasting}`
        const group = groups.get(key) ?? { by, makers: lasting, indexes: [] }
        group.indexes.push(index)
        groups.set(key, group)
      }
      return [...groups.values()].map(({ by, makers, indexes }) => ({
        origin,
        by,
        spares: helping.filter(isSpare),
        end: ends.get(by) ?? momentOf(by, now),
        indexes,
        open: makers < MOST_MAKERS,
      }))
    })
}

/**
 * When the last of what `dueOf` tells is due, by `endsAt` of each request; negative infinity: nothing is on its way. A request that ends before
 * what is known to be due is not looked at closer, so this is far less work.
 */
export function lastDueAt(
  flights: readonly InFlight[],
  job: Job,
  endsAt: (flight: InFlight) => number,
): number {
  const wanted = flights.filter((flight) => !flight.bonus && flight.wanted)
  const copies = wanted.filter(({ copy }) => copy)
  let last = Number.NEGATIVE_INFINITY
  for (const origin of wanted) {
    const end = origin.copy ? last : endsAt(origin)
    if (end <= last) continue
    const helping = copies.filter((copy) => origin.makes(copy.run.first) || copy.makes(origin.run.first))
    for (const index of origin.indexes()) {
      if (job.comes(index)) continue
      const makers = helping.filter((copy) => copy.makes(index))
      last = Math.max(last, Math.min(end, ...makers.map(endsAt)))
    }
  }
  return last
}

/** Asked-for images of a job that are on their way, an image made by several counted once. */
export function countUnderWay(flights: readonly InFlight[], job: Job): number {
  let count = 0
  for (const flight of flights) {
    if (flight.bonus || flight.copy || !flight.wanted) continue
    for (const index of flight.indexes()) if (!job.comes(index)) count++
  }
  return count
}

const momentOf = (flight: InFlight, now: number): Moment => ({
  seconds: (flight.endsAt(now) - now) / 1000,
  spread: flight.endSpreadMs(now) / 1000,
})
