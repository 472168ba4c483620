import type { TaskProgress } from '../../generation.ts'
import { Pace } from './pace.ts'

/** Up to this fraction a request may not have begun: /progress shows 0.01 while a checkpoint is loaded. */
export const NOT_BEGUN = 0.02

/** Fewer bytes in a time are no sign that an answer gets on: at that rate no picture of it would ever be whole. */
const TELLING_BYTES = 1024

/** What has come of an answer so far. */
export interface AnswerBytes {
  readonly bytes: number
  /** how many there were when it was last seen to get on, and when that was, fleet ms */
  readonly told: number
  readonly toldAt: number
}

/** What looks at a request have shown of it. Times are fleet ms. */
export interface RequestProgress {
  /** when its compute began, or is expected to */
  readonly startsAt: number
  /** 'later': it is expected to wait first; 'at-once': nothing was in front of it; 'seen': the server said so, and `startsAt` is a fact */
  readonly begun: 'later' | 'at-once' | 'seen'
  /** 0..1, never backwards */
  readonly fraction: number
  /** what its own progress says about its end */
  readonly pace: Pace
  /** this machine has slept, and no look since has told how far it is */
  readonly lostTrack: boolean
  /** the server's counters as last seen */
  readonly pulse: string
  /** when they last moved, or their standstill last meant nothing */
  readonly pulseAt: number
  /** when a look at it was last answered; until one is, when it was sent */
  readonly heardAt: number
  /** the last look at it found nobody there, or got no answer */
  readonly unheard: boolean
  /** what has come of its answer; null: nothing */
  readonly answer: AnswerBytes | null
  /** the longest its counters have stood still between two steps */
  readonly slowestStepMs: number
  /** times its counters were seen to move while it was computed */
  readonly steps: number
  readonly preview: Uint8Array | null
}

/** What was forecast of the request, and how it is looked at. */
export interface LookedAt {
  readonly computeSeconds: number
  readonly loadSeconds: number
  /** the server may load a checkpoint first: its counters may stand still until it has begun */
  readonly mayLoad: boolean
  readonly betweenLooksMs: number
  /** a standstill now says nothing: it waits behind a request of ours, or its answer is not read on */
  readonly mayStandStill: boolean
}

/** `progressMoved`: the progress of this server was seen to move before. */
export const progressAtFirst = (
  now: number,
  startsAt: number,
  progressMoved: boolean | undefined,
): RequestProgress => ({
  startsAt,
  begun: startsAt <= now ? 'at-once' : 'later',
  fraction: 0,
  pace: new Pace(progressMoved),
  lostTrack: false,
  pulse: '',
  pulseAt: now,
  heardAt: now,
  unheard: false,
  answer: null,
  slowestStepMs: 0,
  steps: 0,
  preview: null,
})

/** Its silence counts from `now`, and its pace from the first look that tells how far it has come. */
export const progressAfterSleep = (before: RequestProgress, now: number): RequestProgress => ({
  ...before,
  pulseAt: now,
  heardAt: now,
  answer: waitedFor(before.answer, now),
  pace: before.pace.anew(),
  lostTrack: true,
})

/** So many more bytes of its answer came: a sign of life, unless they are a trickle. */
export function progressAfterBytes(before: RequestProgress, bytes: number, now: number): RequestProgress {
  const { answer } = before
  const all = (answer?.bytes ?? 0) + bytes
  if (answer !== null && all - answer.told < TELLING_BYTES)
    return { ...before, answer: { ...answer, bytes: all } }
  return { ...before, pulseAt: now, answer: { bytes: all, told: all, toldAt: now } }
}

/** Its answer was not read on here until `now`: that none came says nothing about the server. */
export const progressWhileNotRead = (before: RequestProgress, now: number): RequestProgress => ({
  ...before,
  pulseAt: now,
  answer: waitedFor(before.answer, now),
})

const waitedFor = (answer: AnswerBytes | null, now: number) =>
  answer === null ? null : { ...answer, toldAt: now }

/** More of an answer than a server sends before it has a picture: headers, blanks that keep a connection open. */
export const hasPictureBytes = ({ answer }: RequestProgress): boolean =>
  answer !== null && answer.bytes >= TELLING_BYTES

/** A look was answered. */
export function progressAfterLook(
  before: RequestProgress,
  told: TaskProgress,
  now: number,
  looked: LookedAt,
): RequestProgress {
  const { pace } = before
  const left = told.at === 'idle' || told.at === 'elsewhere'
  if (!left) pace.notOver()
  else if (before.begun === 'seen' || told.finished === true || before.lostTrack) pace.over(now)
  const counted = afterPulse(before, told, now)
  const after = looked.mayStandStill ? { ...counted, pulseAt: now } : counted
  if (told.at !== 'active') return after
  let { startsAt, fraction, lostTrack } = after
  if (after.begun !== 'seen') startsAt = beganAt(startsAt, told.fraction ?? 0, now, looked)
  if (told.fraction !== null) {
    if (lostTrack) startsAt = asIfForecast(told.fraction, now, looked)
    lostTrack = false
    fraction = Math.min(1, Math.max(fraction, told.fraction))
    pace.note(told.fraction, now)
  }
  return { ...after, begun: 'seen', startsAt, fraction, lostTrack, preview: told.preview ?? after.preview }
}

function afterPulse(before: RequestProgress, told: TaskProgress, now: number): RequestProgress {
  if (told.pulse === before.pulse) return before
  const active = told.at === 'active'
  return {
    ...before,
    pulse: told.pulse,
    pulseAt: now,
    slowestStepMs:
      active && before.fraction > NOT_BEGUN
        ? Math.max(before.slowestStepMs, now - before.pulseAt)
        : before.slowestStepMs,
    steps: active && before.begun === 'seen' ? before.steps + 1 : before.steps,
  }
}

/** When it would have begun, had it gone as forecast until now: nobody saw its pace. */
function asIfForecast(fraction: number, now: number, looked: LookedAt): number {
  const load = looked.mayLoad && fraction <= NOT_BEGUN ? 0 : looked.loadSeconds
  return now - (load + fraction * looked.computeSeconds) * 1000
}

/** It began between the last look and this one: when its forecast said, if that lies within, else as its progress tells. */
function beganAt(expectedAt: number, fraction: number, now: number, looked: LookedAt): number {
  const earliest = now - looked.betweenLooksMs
  if (expectedAt >= earliest && expectedAt <= now) return expectedAt
  return Math.max(earliest, now - fraction * looked.computeSeconds * 1000)
}
