import type { World } from '../../src/main/core/dispatch/testing/world.ts'
import type { JobId } from '../../src/shared/ids.ts'

/** Percent of a job's time at which its forecast is held against the truth. */
export const ETA_SHARES = [0, 25, 50, 75] as const
export type EtaShare = (typeof ETA_SHARES)[number]

/** What was said at a moment about a job's end: both in seconds from its submission. null: nobody could say. */
export interface Told {
  readonly at: number
  readonly end: number | null
}

/** Looks per time that the job takes at least; later ones come at a hundredth of the time gone by. */
const LOOKS = 200

/**
 * |told end - true end| as a share of the job's time, by the newest forecast at each of the shares. null: there was none then. A job
 * that took no time has no errors.
 */
export function etaErrors(told: readonly Told[], endsAt: number): Readonly<Record<EtaShare, number | null>> {
  const errorAt = (share: EtaShare): number | null => {
    const moment = (share / 100) * endsAt
    const end = told.findLast(({ at }) => at <= moment)?.end ?? null
    return end === null || endsAt <= 0 ? null : Math.abs(end - endsAt) / endsAt
  }
  return { 0: errorAt(0), 25: errorAt(25), 50: errorAt(50), 75: errorAt(75) }
}

/** Writes down what the dispatcher says of each job's end, from the moment of submission on, until `stop`. Needs a world that forecasts. */
export function watchForecasts(
  { clock, dispatcher }: World,
  jobs: readonly JobId[],
  leastSeconds: number,
): { readonly told: ReadonlyMap<JobId, readonly Told[]>; stop(): void } {
  const told = new Map(jobs.map((id): [JobId, Told[]] => [id, []]))
  let cancel: () => void = () => undefined
  const look = () => {
    const now = clock.now() / 1000
    for (const [id, list] of told) {
      const view = dispatcher.job(id)
      if (view === undefined || view.finishedAt !== null) continue
      list.push({ at: now, end: view.etaSeconds === null ? null : now + view.etaSeconds })
    }
    cancel = clock.after(1000 * Math.max(leastSeconds / LOOKS, now / 100), look)
  }
  look()
  return { told, stop: () => cancel() }
}
