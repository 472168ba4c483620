import type { Job } from '../job/job.ts'
import { workedSeconds } from '../job/job-state.ts'
import type { Shares } from './deal.ts'
import { dueWithin, isBroken, type JobDeal, NOTHING, scaledSeconds } from './job-deal.ts'
import type { KeptAhead } from './kept-ahead.ts'
import type { KeptEnds } from './kept-ends.ts'
import type { KeptFleet } from './kept-fleet.ts'
import { KeptPortions, type Terms } from './kept-portions.ts'

/** What is left of a job in "N + bonus", dealt as `dealOf` does and kept so from pull to pull. */
export class KeptBonus {
  readonly #job: Job
  readonly #fleet: KeptFleet
  readonly #ends: KeptEnds
  /** bonus images, and what was asked for behind them */
  readonly #extra: KeptPortions
  readonly #asPromised: KeptPortions
  /** what was asked for, and bonus images behind it */
  readonly #first: KeptPortions
  readonly #after: KeptPortions
  /** of each slot: 1: it is too slow for a fair share */
  #isSlow = new Uint8Array(0)
  #circumstances = ''

  constructor(job: Job, fleet: KeptFleet, ahead: KeptAhead, ends: KeptEnds) {
    this.#job = job
    this.#fleet = fleet
    this.#ends = ends
    const slow = (at: number) => this.#isSlow[at] === 1 && fleet.mayTake(at, 'anyone')
    const portions = (terms: Omit<Terms, 'others'>, others: Terms['others'] = 'may-be-needed') =>
      new KeptPortions(fleet, { ...terms, others })
    this.#extra = portions({ may: slow, later: ahead.of })
    this.#asPromised = portions({
      may: (at) => fleet.mayTake(at, 'active'),
      later: (at) => ahead.of(at) + this.#bonusSeconds(at),
    })
    this.#first = portions({ may: (at) => fleet.mayTake(at, 'anyone'), later: ahead.of }, 'not-needed')
    this.#after = portions({ may: slow, later: (at) => ahead.of(at) + this.#first.secondsOf(at) })
  }

  /** Over the fleet as it was followed last; null: nothing was promised yet. */
  dealt(): JobDeal<Shares> | null {
    const { bonus, standing } = this.#job
    const { promisedSeconds } = bonus
    if (promisedSeconds === null) return null
    this.#noteSlow()
    const { part, now } = this.#fleet
    const worked = workedSeconds(standing, now * 1000) ?? 0
    const dueIn = dueWithin(promisedSeconds, worked)
    const underWay = this.#ends.lastIn()
    const main = (deal: Shares) => ({ mains: [{ part, deal }], left: null })

    const extra = this.#bonusOf(this.#extra, dueIn)
    this.#asPromised.deal(part.pool.size)
    const mainIn = Math.max(this.#asPromised.finishSeconds, underWay)
    if (mainIn <= dueIn && !bonus.last)
      return { ...main(this.#asPromised), bonus: extra, late: false, broken: false, untilSeconds: dueIn }

    this.#first.deal(part.pool.size)
    const untilSeconds = Math.max(this.#first.finishSeconds, underWay)
    const after = this.#bonusOf(this.#after, untilSeconds)
    const broken = bonus.last || isBroken(promisedSeconds, worked + mainIn)
    return { ...main(this.#first), bonus: after, late: true, broken, untilSeconds }
  }

  #bonusOf(portions: KeptPortions, withinSeconds: number): Shares {
    const { bonus } = this.#job
    if (bonus.size === 0) return NOTHING
    portions.deal(bonus.pool.size, withinSeconds)
    return portions
  }

  /** Seconds of the bonus images that a slot makes before it helps with the others. */
  #bonusSeconds(at: number): number {
    const { bonus } = this.#job
    if (bonus.size === 0) return 0
    const view = bonus.anyScaled ? this.#fleet.view(at) : null
    return this.#extra.secondsOf(at) + (view === null ? 0 : scaledSeconds(this.#job, view))
  }

  #noteSlow(): void {
    const { bonus } = this.#job
    const { layout, size } = this.#fleet
    const circumstances = `${layout} ${bonus.changes}`
    if (circumstances === this.#circumstances) return
    this.#circumstances = circumstances
    this.#isSlow = Uint8Array.from({ length: size }, (_, at) =>
      Number(!bonus.isRealTime(this.#fleet.idOf(at))),
    )
  }
}
