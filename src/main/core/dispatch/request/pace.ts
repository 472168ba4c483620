/** How wrong a request's own pace may be on top of the coarseness of its progress, as a share of itself. */
const PACE_DOUBT = 0.03
/** A forecast is never trusted further than this. */
const LEAST_DOUBT = 0.02
/** Standard deviation of something that can be anywhere within one look. */
const WITHIN_ONE_LOOK = 0.3
/** Pace and forecast that differ by more than so many standard deviations cannot both be right: then the forecast is wrong. */
const CONTRADICTION = 2
/** Below this share nothing is read out of the progress: the first step warms up. */
const TELLING_FRACTION = 0.04
/** Nor out of its absence before so long. */
const LEAST_TELLING_MS = 3000
/** The present pace is that of the last so much of the request; what came before may have been another. */
const RECENT_SHARE = 0.2
/** The newest bit of progress took so many times what the last stretch says: the pace has collapsed, and the stretch tells of another time. */
const COLLAPSED_TIMES = 2
/** So many times the usual time for the next bit of progress is no accident any more. */
const STALLED_TIMES = 1.5
/** What is overdue by that is not due soon: it counts as taking so many times as long again as it has kept silent. */
const STALLED_AGAIN = 2
/** Overdue and silent: as far as one can tell it takes as much longer as it is late already. */
const OVERDUE_SHARE = 1
const MOST_SAMPLES = 256
/** Told from the start by /sdapi/v1/progress, whatever is done: no step was made yet. */
const BEGUN = 0.01

export interface Sample {
  readonly fraction: number
  readonly at: number
}

/** The server has left a request. */
export interface Over {
  /** fleet ms of the first look that showed it */
  readonly at: number
  /** looks in a row that showed it */
  readonly looks: number
}

/** What is forecast of a request, fleet ms. */
export interface Forecast {
  readonly startsAt: number
  /** a checkpoint load before the first step */
  readonly loadMs: number
  readonly computeMs: number
  /** sampling steps: progress comes in such portions */
  readonly steps: number
  /** relative standard deviation of such forecasts */
  readonly spread: number
}

/** Fleet ms, and their standard deviation. */
export interface ExpectedEnd {
  readonly at: number
  readonly spreadMs: number
}

/**
 * A request's own progress, and what it says about its end. Fleet ms. A fraction that never changed says nothing: some servers tell the
 * same one, 0, 0.01 or 1, whatever they do. Only where progress was seen to move is its standstill a sign.
 */
export class Pace {
  /** whether progress was seen to move there in an earlier request */
  readonly #movedBefore: boolean
  readonly #samples: Sample[] = []
  /** the longest time between two looks; unknown before the second */
  #coarsenessMs: number | null = null
  #lastLookAt: number | null = null
  #over: Over | null = null
  #largestJump = 0

  constructor(movedBefore = false) {
    this.#movedBefore = movedBefore
  }

  /** What is known of it when nobody has looked for long: whether it moves, and nothing else. */
  anew(): Pace {
    return new Pace(this.#movedBefore || this.moved)
  }

  /** Its progress was seen to move. */
  get moved(): boolean {
    return this.#samples.length > 1
  }

  /** Since when looks show that the server has left it, and how many of them; null: they do not. */
  get left(): Over | null {
    return this.#over
  }

  /** What looks have shown of it: each share when it was seen first, ascending. */
  get samples(): readonly Sample[] {
    return this.#samples
  }

  /** The longest time between two looks, fleet ms; null: there were no two. */
  get coarsenessMs(): number | null {
    return this.#coarsenessMs
  }

  /** What was done when a step of it was seen for the first time; null: none was. */
  get firstStep(): Sample | null {
    return this.#samples.find(({ fraction }) => fraction > BEGUN) ?? null
  }

  /** A look at the request showed this share done, 0..1. */
  note(fraction: number, at: number): void {
    const last = this.#samples.at(-1)
    const stood = last !== undefined && (this.#lastLookAt ?? last.at) > last.at
    if (this.#lastLookAt !== null)
      this.#coarsenessMs = Math.max(this.#coarsenessMs ?? 0, at - this.#lastLookAt)
    this.#lastLookAt = at
    if (fraction <= (last?.fraction ?? -1) || this.#samples.length >= MOST_SAMPLES) return
    // Seen to stand and then to jump, it comes in such portions. Without a look between, several of them may have gone by.
    if (stood) this.#largestJump = Math.max(this.#largestJump, fraction - last.fraction)
    this.#samples.push({ fraction: Math.min(1, fraction), at })
  }

  /** A look showed that the server has left it: what remains is its answer. */
  over(at: number): void {
    this.#over = this.#over === null ? { at, looks: 1 } : { at: this.#over.at, looks: this.#over.looks + 1 }
  }

  /** A look showed that the server is at it, or has it in its queue. */
  notOver(): void {
    this.#over = null
  }

  /** When its compute will be over: the forecast and the pace seen so far, each in the measure in which it can be trusted. */
  end(now: number, forecast: Forecast): ExpectedEnd {
    if (this.#over !== null) return { at: this.#over.at, spreadMs: 0 }
    return this.dueAt(now, forecast)
  }

  /** As `end`, but for looks that show the server to have left it: when it should be over by all that was known until then. */
  dueAt(now: number, forecast: Forecast): ExpectedEnd {
    const { startsAt, loadMs, computeMs, steps } = forecast
    if (!this.#movedBefore && !this.moved) return byForecast(now, forecast)
    const last = this.#samples.at(-1)
    const present =
      last === undefined || last.fraction < TELLING_FRACTION ? null : this.#present(last, forecast)
    const lookedAt = this.#lastLookAt ?? startsAt
    if (last === undefined || present === null) {
      const elapsed = lookedAt - startsAt - loadMs
      // It tells its progress, and half of the time is gone without one step.
      if (last === undefined || elapsed <= Math.max(LEAST_TELLING_MS, computeMs / 2))
        return byForecast(now, forecast)
      const at = Math.max(now, lookedAt + elapsed * (steps - 1))
      return { at, spreadMs: (at - now) / 2 }
    }
    const { msPerWhole, doubt, reachedAt } = present
    // No news for long: it has become slower than that.
    const portion = Math.max(1 / steps, this.#largestJump)
    const silence = lookedAt - last.at
    const stalled = silence > STALLED_TIMES * portion * msPerWhole
    const slowest = stalled ? silence / portion : msPerWhole
    const { trust, spread } = weighed(slowest / computeMs, doubt, Math.max(LEAST_DOUBT, forecast.spread))
    const left = (1 - last.fraction) * slowest ** trust * computeMs ** (1 - trust)
    // What has been waited for so long is not due this moment.
    const earliest = stalled && last.fraction < 1 ? lookedAt + STALLED_AGAIN * silence : now
    return { at: Math.max(now, earliest, reachedAt + left), spreadMs: left * spread }
  }

  /** The pace of the last stretch, as ms for a whole request, how far off it may be, and when its last fraction was reached. Null: nothing to go by. */
  #present(last: Sample, { startsAt, loadMs, computeMs, steps }: Forecast) {
    if (this.#coarsenessMs === null) return null
    // A fraction is seen a little after it was reached: half a look, or half a step where those are shorter.
    const late = Math.min(this.#coarsenessMs, computeMs / steps) / 2
    const reachedAt = last.at - late
    let from = this.#samples.findLast(
      ({ fraction }) => fraction > 0 && fraction <= last.fraction - RECENT_SHARE,
    )
    if (from !== undefined) from = { fraction: from.fraction, at: from.at - late }
    else if (loadMs === 0) from = { fraction: 0, at: startsAt }
    if (from === undefined || reachedAt <= from.at) return null
    const paceSince = ({ fraction, at }: Sample) => ({
      msPerWhole: (reachedAt - at) / (last.fraction - fraction),
      doubt: Math.hypot(PACE_DOUBT, (WITHIN_ONE_LOOK * (this.#coarsenessMs ?? 0)) / (reachedAt - at)),
      reachedAt,
    })
    const stretch = paceSince(from)
    const before = this.#samples.at(-2)
    if (before === undefined || before.fraction <= from.fraction) return stretch
    const newest = paceSince({ fraction: before.fraction, at: before.at - late })
    return newest.msPerWhole > COLLAPSED_TIMES * stretch.msPerWhole ? newest : stretch
  }
}

/** Nothing seen of it yet. */
function byForecast(now: number, { startsAt, loadMs, computeMs, spread }: Forecast): ExpectedEnd {
  const at = startsAt + loadMs + computeMs
  if (at >= now) return { at, spreadMs: spread * (loadMs + computeMs) }
  const late = OVERDUE_SHARE * (now - at)
  return { at: now + late, spreadMs: Math.max(late, spread * (loadMs + computeMs)) }
}

/**
 * How far to believe the pace (1) or the forecast (0), and the relative error that is left. `ratio`: pace over forecast; doubts:
 * relative standard deviations.
 */
function weighed(ratio: number, paceDoubt: number, forecastDoubt: number): { trust: number; spread: number } {
  const wrong = Math.max(0, Math.abs(Math.log(ratio)) - CONTRADICTION * Math.hypot(paceDoubt, forecastDoubt))
  const doubt = Math.hypot(forecastDoubt, wrong)
  const trust = doubt ** 2 / (doubt ** 2 + paceDoubt ** 2)
  return { trust, spread: Math.sqrt(trust) * paceDoubt }
}
