import { foundNobody } from '../../failure.ts'
import type { TaskProgress } from '../../generation.ts'
import { largestPixels } from '../../image-size.ts'
import type { Clock } from '../../ports.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import type { Announcer } from '../queue/announcer.ts'
import type { InFlight } from '../request/in-flight.ts'
import { hasPictureBytes, NOT_BEGUN } from '../request/request-progress.ts'
import type { Rounds } from '../rounds.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { Hanging } from './hanging.ts'
import { interruptActive } from './interrupting.ts'

/** A load may take so many times `hungAfterMs`: servers load a checkpoint without any counter moving, and the first load after a start hashes the file too. */
const LOADING_ALLOWANCE = 10
/** A server that cannot tell how it is doing gets at least so many times the forecast. */
const SILENCE_ALLOWANCE = 4
/** Progress may stand still for so many sampling steps, the least it is told by: on a CPU a step of a batch can take minutes. */
const STEP_ALLOWANCE = 4
/** A constant text may change once when a request begins; counters that moved so often in one request do move. */
const TELLING_STEPS = 2
/** An answer on its way takes so many times what one usually takes, */
const ANSWER_ALLOWANCE = 2
/** and for each megapixel of its pictures so long to be encoded, fleet ms; */
const ENCODE_MS_PER_MEGAPIXEL = 2000
/** and at least so many looks show that the server has nothing more to do for it. */
const IDLE_LOOKS = 10
/** Previews cost the server time: not more often than at every so manieth look of a long request. */
const LOOKS_PER_PREVIEW = 4
/** A short request is looked at so often, so that one that has become slow is found before others could have made it twice. */
const LOOKS_PER_SHORT_REQUEST = 10

export interface WatchDeps {
  readonly clock: Clock
  readonly settings: () => DispatchSettings
  readonly ledgers: WorkerLedgers
  /** the disk refuses pictures, so answers are not read on: no fault of the servers */
  readonly storingStopped: () => boolean
  readonly announcer: Pick<Announcer, 'batchChanged'>
  readonly hanging: Pick<Hanging, 'hung' | 'stalled' | 'unanswered'>
  readonly rounds: Pick<Rounds, 'ask'>
}

/** Looks at running requests: their progress, whether they hang, and whether the moment has come to stop an unwanted one. */
export class Watch {
  readonly #deps: WatchDeps
  readonly #timers = new Map<InFlight, { readonly cancel: () => void; readonly previewAt: number }>()
  readonly #abort = new AbortController()

  constructor(deps: WatchDeps) {
    this.#deps = deps
  }

  /** Looks at it until it ends; at once when nobody needs it any more: it is interrupted as soon as it is known to be the active one. */
  follow(flight: InFlight): void {
    flight.whenUnwanted(() => void this.#look(flight, false))
    this.#schedule(flight, this.#nextPreviewAt())
  }

  forget(flight: InFlight): void {
    this.#timers.get(flight)?.cancel()
    this.#timers.delete(flight)
  }

  /** This machine has slept: nobody has looked at it for long, so that is done at once. */
  woke(flight: InFlight): void {
    if (flight.endedAt !== null || this.#abort.signal.aborted) return
    flight.woke(this.#deps.clock.now())
    const timer = this.#timers.get(flight)
    // Without one a look is on its way, or only its answer is waited for.
    if (timer === undefined) return
    this.forget(flight)
    this.#lookOn(flight, timer.previewAt)
  }

  stop(): void {
    this.#abort.abort()
    for (const { cancel } of this.#timers.values()) cancel()
    this.#timers.clear()
  }

  /** `previewAt`: from when on a look asks for a preview too, fleet ms. */
  #schedule(flight: InFlight, previewAt: number): void {
    const cancel = this.#deps.clock.after(this.#betweenLooksMs(flight), () => {
      this.#timers.delete(flight)
      this.#lookOn(flight, previewAt)
    })
    this.#timers.set(flight, { cancel, previewAt })
  }

  #nextPreviewAt(): number {
    return this.#deps.clock.now() + LOOKS_PER_PREVIEW * this.#deps.settings().progressEveryMs
  }

  /** Fleet ms until the next look: a part of what the request takes by its forecast, or has taken already. */
  #betweenLooksMs(flight: InFlight): number {
    const { progressEveryMs, shortProgressEveryMs } = this.#deps.settings()
    const takes = Math.max(flight.computeSeconds * 1000, this.#deps.clock.now() - flight.progress.startsAt)
    return Math.min(progressEveryMs, Math.max(shortProgressEveryMs, takes / LOOKS_PER_SHORT_REQUEST))
  }

  /** One look, and those after it. */
  #lookOn(flight: InFlight, previewAt: number): void {
    // Given up on: only its answer is waited for, if one comes.
    if (flight.endedAt !== null) return
    const isDue = this.#deps.clock.now() >= previewAt
    const preview = isDue && this.#deps.settings().livePreviews
    const next = isDue ? this.#nextPreviewAt() : previewAt
    void this.#look(flight, preview).finally(() => {
      if (flight.endedAt === null && !this.#abort.signal.aborted) this.#schedule(flight, next)
    })
  }

  async #look(flight: InFlight, preview: boolean): Promise<void> {
    const { signal } = this.#abort
    let progress: TaskProgress | null = null
    try {
      progress = this.#asToldOf(flight, await flight.port.progress(flight.taskId, { preview }, signal))
      flight.heard(this.#deps.clock.now())
    } catch (error) {
      // The request itself will tell what became of the worker; a failed look is only no sign of life.
      flight.notHeard(foundNobody(error))
    }
    if (flight.endedAt !== null || signal.aborted) return
    if (progress !== null) this.#note(flight, progress)
    this.#deps.ledgers.of(flight.workerId).expectStarts(this.#deps.clock.now())
    if (progress?.at === 'active' && this.#mayInterrupt(flight)) {
      await interruptActive(flight.port, flight, this.#deps.ledgers.of(flight.workerId), signal)
      // Its worker may be sent something again.
      this.#deps.rounds.ask()
    }
    // While a picture of it is written here nothing of it is read, which is no silence of the server.
    if (flight.endedAt !== null || flight.isUnread) return
    if (this.#unanswered(flight)) this.#deps.hanging.unanswered(flight)
    else if (this.#stalls(flight, progress)) this.#deps.hanging.stalled(flight)
    else if (this.#standsStill(flight, progress)) this.#deps.hanging.hung(flight)
  }

  /** Without task ids "active" is whatever the server is at, and of several of ours that is the first. */
  #asToldOf(flight: InFlight, told: TaskProgress): TaskProgress {
    const isFirst = this.#deps.ledgers.of(flight.workerId).flights[0] === flight
    if (told.at !== 'active' || flight.state.recognised === 'by-task-id' || isFirst) return told
    return { ...told, at: 'queued', fraction: null, preview: null }
  }

  /** Only when what runs is known to be this one, and a race that was merely lost is not worth a risk to other work of ours. */
  #mayInterrupt(flight: InFlight): boolean {
    if (flight.wanted || flight.interrupted || flight.answer !== null) return false
    const { flights, lost } = this.#deps.ledgers.of(flight.workerId)
    // Without task ids it may be the next one that runs: this one's answer can be on its way still.
    if (flight.state.recognised !== 'by-task-id' && flights.length + lost.size > 1) return false
    if (flight.state.recognised === 'never') return false
    return flight.state.need === 'job-over' || !flights.some((other) => other.wanted)
  }

  #note(flight: InFlight, told: TaskProgress): void {
    const { clock, storingStopped, announcer } = this.#deps
    const ledger = this.#deps.ledgers.of(flight.workerId)
    const before = { state: flight.stateName, preview: flight.progress.preview }
    const waits = told.at === 'queued' && ledger.flights[0] !== flight
    flight.noteLook(told, clock.now(), {
      betweenLooksMs: this.#betweenLooksMs(flight),
      mayStandStill: waits || storingStopped(),
    })
    if (flight.progress.steps >= TELLING_STEPS) ledger.told.counters = true
    ledger.told.fraction ||= flight.pace.moved
    if (flight.progress.slowestStepMs > 0) ledger.stepTimes.took(flight, flight.progress.slowestStepMs)
    if (told.at === 'active' && told.stopped === true && !flight.spoilt && this.#runsAlone(flight))
      flight.happened({ type: 'stopped-there' })
    if (flight.stateName !== before.state || flight.progress.preview !== before.preview)
      announcer.batchChanged(flight)
  }

  /** What runs there is this one, and nothing else of ours. */
  #runsAlone(flight: InFlight): boolean {
    const { flights, lost } = this.#deps.ledgers.of(flight.workerId)
    return flight.state.recognised !== 'never' && flights.length === 1 && lost.size === 0
  }

  /** Its answer should have begun to come by now. */
  #unanswered(flight: InFlight): boolean {
    return flight.answer === null && !this.#deps.storingStopped() && this.#overlong(flight)
  }

  /** Its answer began to come and does not come on. One that comes slowly is not meant: that is slow, but it comes. */
  #stalls(flight: InFlight, told: TaskProgress | null): boolean {
    const { answer } = flight.progress
    if (answer === null || this.#deps.storingStopped()) return false
    const still = this.#deps.clock.now() - answer.toldAt
    if (still < this.#deps.settings().hungAfterMs) return false
    if (this.#overlong(flight)) return true
    // Some send the head of an answer, and blanks, before there is a picture.
    if (!hasPictureBytes(flight.progress)) return false
    if (told === null || told.at === 'idle' || told.at === 'elsewhere') return true
    // It is at the next picture: its counters tell whether that gets on.
    if (told.at !== 'unknown' && flight.state.recognised === 'by-task-id') return false
    // It may be, as far as it tells.
    return still >= flight.computeSeconds * 1000 * (1 + flight.spread)
  }

  /** The server has left it for longer than its answer takes to begin. */
  #overlong(flight: InFlight): boolean {
    const { left } = flight.pace
    if (left === null || left.looks < IDLE_LOOKS) return false
    const megapixels = (flight.run.count * largestPixels(flight.request.params)) / 1_000_000
    const patience = Math.max(
      (IDLE_LOOKS - 1) * this.#deps.settings().progressEveryMs,
      ANSWER_ALLOWANCE * flight.overheadSeconds * 1000 + ENCODE_MS_PER_MEGAPIXEL * megapixels,
    )
    return this.#deps.clock.now() - left.at >= patience
  }

  /** `progress` null: the look failed. */
  #standsStill(flight: InFlight, progress: TaskProgress | null): boolean {
    const { told, stepTimes } = this.#deps.ledgers.of(flight.workerId)
    // One that was given up on in vain is given more time, until something comes of it.
    const hungAfterMs = this.#deps.settings().hungAfterMs * stepTimes.longerTimes
    const loading = LOADING_ALLOWANCE * this.#deps.settings().hungAfterMs
    const forecast = (flight.computeSeconds + flight.loadSeconds) * 1000
    // As forecast by what is known of the machine, or as slow as this request, or those before, have shown it to be.
    const step = Math.max(
      (flight.computeSeconds * 1000) / flight.request.params.steps,
      flight.progress.slowestStepMs,
      stepTimes.expectedMs(flight),
    )
    let patience = Math.max(hungAfterMs, STEP_ALLOWANCE * step)
    // One that cannot tell, or that has not come to our request, gets the benefit of the doubt.
    if (progress !== null && progress.at !== 'active')
      patience = Math.max(patience, loading, SILENCE_ALLOWANCE * forecast)
    else if (progress !== null && flight.mayLoad && flight.progress.fraction <= NOT_BEGUN)
      patience = Math.max(patience, loading)
    // Counters that never moved here are no sign: then it has as long as it may need, and several times that.
    if (progress?.at === 'active' && !told.counters)
      patience = Math.max(patience, SILENCE_ALLOWANCE * forecast * (1 + flight.spread))
    return this.#deps.clock.now() - flight.progress.pulseAt >= patience
  }
}
