import { readInfotext } from '../../../../shared/infotext.ts'
import type { ServersWord } from '../../generation.ts'
import { hiresSize } from '../../image-size.ts'
import type { Clock } from '../../ports.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { Pace } from '../request/pace.ts'
import type { WorkerLedger } from '../worker/worker-ledger.ts'

/** Progress is even, as far as can be told, when it was seen at so many places. */
const LEAST_SAMPLES = 4
/** Of what was left by its own pace, an answer that was not cut short takes more than this share. */
const SHORT_SHARE = 1 / 3
/** What is left must be worth so many looks, or it is within what looks can be wrong by. */
const LEAST_LOOKS = 4
/** The two halves of even progress differ by less than this factor. */
const EVEN_WITHIN = 2
/** A server that says so of more answers than that, one after the other, says so of every one. */
const MOST_IN_A_ROW = 5
/** A forecast is one to be surprised by when so many answers in a row have not come before it. */
const LEAST_HELD = 3
/** Early by less than so many sampling steps is not early. */
const LEAST_STEPS = 1.5

/** From here on the job counter says that the request is over, stopped or not, and no more how many steps were made (sdapi.md 1.2). */
const OVER = 0.99
const underway = (pace: Pace) => pace.samples.filter(({ fraction }) => fraction < OVER)
/** An answer comes as no surprise when so much was done at the last look. */
const NEARLY_DONE = 0.9

/**
 * Whether an answer came before it was due: by the forecast and by its own pace, or because much was left at the last look. Many an early
 * answer was only faster than forecast, so this is a reason to ask the server, and no more. `now`: when the answer began, fleet ms.
 */
export const cameEarly = (flight: InFlight, now: number): boolean =>
  muchWasLeft(flight) || isBeforeForecast(flight, now)

function muchWasLeft({ pace }: InFlight): boolean {
  const seen = underway(pace).at(-1)?.fraction
  return seen !== undefined && pace.moved && seen < NEARLY_DONE
}

function isBeforeForecast(flight: InFlight, now: number): boolean {
  const { ms, spreadMs } = flight.left(now)
  const stepMs = (flight.computeSeconds * 1000) / Math.max(1, flight.request.params.steps)
  return ms > Math.max(spreadMs, LEAST_STEPS * stepMs)
}

/**
 * Whether a request ended with far too much left by its own, even progress: what was left would have taken several looks at least, and
 * three times as long as it did. `reach`: the share up to which progress can be expected to be even.
 */
export function endedShort(pace: Pace, at: number, reach: number): boolean {
  const [samples, { coarsenessMs }] = [underway(pace), pace]
  const [first, middle, last] = [samples[0], samples[samples.length >> 1], samples.at(-1)]
  if (samples.length < LEAST_SAMPLES || !first || !middle || !last || coarsenessMs === null) return false
  const slope = (from: { fraction: number; at: number }, to: { fraction: number; at: number }) =>
    (to.at - from.at) / (to.fraction - from.fraction)
  const halves = slope(first, middle) / slope(middle, last)
  if (halves > EVEN_WITHIN || halves < 1 / EVEN_WITHIN) return false
  const left = (reach - last.fraction) * slope(first, last)
  return left >= LEAST_LOOKS * coarsenessMs && at - last.at < SHORT_SHARE * left
}

/**
 * Finds out whether somebody else interrupted or skipped a request of ours: its pictures are half done then, and its answer is one of 200
 * like any other (sdapi.md 1.3). The server is asked when the answer comes early: by its progress, or by a forecast that was right about the
 * answers before it. A server that is always early is no surprise, and a question for each picture would cost a fast one more than the picture.
 * Where it cannot tell, as the next request runs already, the request's own progress decides: always where such progress was seen to go
 * evenly to the end, once where nothing is known of it, never where it was seen to jump.
 */
export class StoppedThere {
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The answer begins: at once, because the next request on the server wipes out what it knows. */
  answerBegins(flight: InFlight, ledger: WorkerLedger): void {
    if (flight.answer !== null) return
    const now = this.#clock.now()
    const word = this.#isSurprise(flight, ledger, now) ? serversWord(flight) : null
    flight.happened({ type: 'answer-begins', at: now, word })
  }

  #isSurprise(flight: InFlight, ledger: WorkerLedger, now: number): boolean {
    if (flight.spoilt) return false
    // Fleet time leaves a sleep out: what was slept through says nothing about the forecast.
    if (flight.slept(this.#clock)) return cameEarly(flight, now)
    const early = isBeforeForecast(flight, now)
    const held = ledger.forecastHeld
    ledger.forecastHeld = early ? 0 : held + 1
    return muchWasLeft(flight) || (early && held >= LEAST_HELD)
  }

  /** The whole answer is there: notes in `flight` whether it was stopped. Never rejects. */
  async answered(flight: InFlight, ledger: WorkerLedger): Promise<void> {
    this.answerBegins(flight, ledger)
    if (flight.spoilt) return
    await this.#judge(flight, ledger)
    // That it came early was no fault of the forecast.
    if (flight.stoppedByOthers) ledger.forecastHeld = LEAST_HELD
  }

  async #judge(flight: InFlight, ledger: WorkerLedger): Promise<void> {
    if (stoppedBeforeHires(flight)) {
      flight.happened({ type: 'stopped-there' })
      return
    }
    const word = (await flight.answer?.word) ?? 'ran-through'
    if (flight.slept(this.#clock)) {
      // Nobody saw its pace: only the server's own word counts.
      if (word === 'stopped' && !flight.spoilt && ledger.stoppedInARow < MOST_IN_A_ROW)
        flight.happened({ type: 'stopped-there' })
      return
    }
    const { hires, sampler } = flight.request.params
    const kind = `${hires !== null}/${sampler}`
    // The second pass takes other times than the first.
    const reach = hires !== null && flight.progress.fraction < 0.5 ? 0.5 : 1
    // Looks may have shown it gone while its answer was encoded.
    const over = flight.pace.samples.find(({ fraction }) => fraction >= OVER)
    const endedAt = over?.at ?? flight.pace.left?.at ?? flight.answer?.at ?? this.#clock.now()
    const short = endedShort(flight.pace, endedAt, reach)
    const known = ledger.progress.get(kind)
    let stopped = word === 'stopped' && ledger.stoppedInARow < MOST_IN_A_ROW
    if (!stopped && short) {
      stopped = word === 'cannot-tell' && (known === undefined || known === 'even')
      if (known !== 'even') ledger.progress.set(kind, stopped ? 'doubted' : 'uneven')
    } else if (!stopped && known !== 'uneven' && underway(flight.pace).length >= LEAST_SAMPLES)
      ledger.progress.set(kind, 'even')
    if (word === 'stopped') ledger.stoppedInARow++
    // One that was early and not asked about tells nothing.
    else if (flight.answer?.word != null || ledger.forecastHeld > 0) ledger.stoppedInARow = 0
    // One of ours may have been sent while the server was asked.
    if (stopped && !flight.spoilt) flight.happened({ type: 'stopped-there' })
  }
}

/** Never rejects: a question that fails is one the server has no answer to. */
async function serversWord({ port, abort }: InFlight): Promise<ServersWord> {
  try {
    return (await port.wasStopped?.(abort.signal)) ?? 'cannot-tell'
  } catch {
    return 'cannot-tell'
  }
}

/** Its text tells of a hires pass, and it has the size of the first one. */
function stoppedBeforeHires({ request, passed }: InFlight): boolean {
  const { width, height } = request.params
  const second = hiresSize(request.params)
  if (second === null || (second.width === width && second.height === height)) return false
  const first = passed.find((image) => image.infotext !== null)
  if (first === undefined || first.width !== width || first.height !== height) return false
  const { parameters } = readInfotext(first.infotext ?? '')
  return parameters.has('Hires upscale') || parameters.has('Hires resize')
}
