import type { Reason } from '../../../../shared/words/reason.ts'
import type { ServersWord } from '../../generation.ts'
import { IllegalMove, moved, type StateTable } from '../../state-table.ts'

/** The first bytes of an answer are here. */
export interface AnswerBegun {
  /** fleet ms */
  readonly at: number
  /** what its server says of how the request ended; null: it was not asked */
  readonly word: Promise<ServersWord> | null
}

/** How a request goes and ends. Times are fleet ms. */
export type Course =
  /** it waits on the server or is computed there, which its progress tells (request-progress.ts) */
  | { readonly at: 'on-its-way' }
  /** its answer has begun to come, so it is not what the server computes */
  | { readonly at: 'answering'; readonly answer: AnswerBegun }
  /** given up on: its images went elsewhere, but its connection is still open, and a late answer is used */
  | {
      readonly at: 'abandoned'
      readonly endedAt: number
      readonly because: Reason
      readonly answer: AnswerBegun | null
    }
  /** the whole answer is here, or it failed: what came of it goes to the disk */
  | { readonly at: 'settling'; readonly endedAt: number }
  /** as `settling`, after it was given up on for this reason */
  | { readonly at: 'settling-late'; readonly endedAt: number; readonly because: Reason }
  /** all that was asked of it is on the disk, or some of it after it was given up on */
  | { readonly at: 'stored'; readonly endedAt: number }
  /** what is missing of it goes back, for this reason */
  | { readonly at: 'returned'; readonly endedAt: number; readonly because: Reason }

export type CourseEvent =
  | { readonly type: 'answer-begins'; readonly at: number; readonly word: AnswerBegun['word'] }
  | { readonly type: 'given-up'; readonly at: number; readonly because: Reason }
  | { readonly type: 'ended'; readonly at: number }
  | { readonly type: 'stored' }
  | { readonly type: 'returned'; readonly because: Reason }
  /** nothing of a late answer was of use */
  | { readonly type: 'nothing-came' }

/** Whether its pictures can be trusted, or may be half done. */
export type Pictures =
  | 'sound'
  /** an interrupt may have hit it by accident, or its own may have arrived or not */
  | 'suspect'
  /** we have stopped it */
  | 'interrupted'
  /** somebody else has stopped it there */
  | 'stopped-there'
  /** somebody else has, and then we */
  | 'stopped-there-and-here'

export type PicturesEvent =
  | 'interrupt-sent'
  /** nobody knows whether the interrupt arrived */
  | 'interrupt-failed'
  /** a request in front of it is being interrupted */
  | 'interrupt-nearby'
  /** that one was still the active one afterwards, so it was hit and not this one */
  | 'not-hit'
  | 'stopped-there'

/**
 * Whether anybody needs its images: it may have been given up so that a job with a higher priority begins, all may have come from
 * elsewhere, or its job may be over.
 */
type Need = 'needed' | 'made-room' | 'lost-the-race' | 'job-over'
export type NeedEvent = 'made-room' | 'lost-the-race' | 'job-over'

/**
 * How it is known that what runs on the server is this request. 'while-alone': the server was free when this was sent, and nothing of
 * ours came after.
 */
export type Recognised = 'by-task-id' | 'while-alone' | 'never'
/** the server was busy already when it was about to be sent, or did not say */
type RecognisedEvent = 'not-alone'

/**
 * What it is of its job: images that only it makes, more of them beside the job, those of a late request once more, or those of a request that may be
 * well, in case that one breaks: its machine has nothing else to do, and counts as free.
 */
export type Part = 'share' | 'bonus' | 'copy' | 'spare'
/** the request it is a copy of is gone, so it is the one that is waited for */
type PartEvent =
  | 'original-gone'
  /** some of its images will come from it sooner than from anybody else, as far as can be told */
  | 'first'
  /** none of its images will */
  | 'not-first'

/** All that is decided about a request on its way. Only `nextRequestState` makes the next one. */
export interface RequestState {
  readonly course: Course
  readonly pictures: Pictures
  readonly need: Need
  readonly recognised: Recognised
  readonly part: Part
}

export type RequestEvent =
  | CourseEvent
  | { readonly type: PicturesEvent | NeedEvent | RecognisedEvent | PartEvent }

type Of<Union, Key extends string, Value> = Extract<Union, Readonly<Record<Key, Value>>>
type Moves = {
  readonly [From in Course['at']]: {
    readonly [Type in CourseEvent['type']]?: (
      from: Of<Course, 'at', From>,
      event: Of<CourseEvent, 'type', Type>,
    ) => Course
  }
}

/** The one table of how a request goes and ends. */
const COURSE: Moves = {
  'on-its-way': {
    'answer-begins': (_, { at, word }) => ({ at: 'answering', answer: { at, word } }),
    'given-up': (_, { at, because }) => ({ at: 'abandoned', endedAt: at, because, answer: null }),
    ended: (_, { at }) => ({ at: 'settling', endedAt: at }),
  },
  answering: {
    'given-up': ({ answer }, { at, because }) => ({ at: 'abandoned', endedAt: at, because, answer }),
    ended: (_, { at }) => ({ at: 'settling', endedAt: at }),
  },
  abandoned: {
    'answer-begins': (from, { at, word }) => ({ ...from, answer: { at, word } }),
    ended: ({ because }, { at }) => ({ at: 'settling-late', endedAt: at, because }),
  },
  settling: {
    stored: ({ endedAt }) => ({ at: 'stored', endedAt }),
    returned: ({ endedAt }, { because }) => ({ at: 'returned', endedAt, because }),
  },
  'settling-late': {
    stored: ({ endedAt }) => ({ at: 'stored', endedAt }),
    'nothing-came': ({ endedAt, because }) => ({ at: 'returned', endedAt, because }),
  },
  stored: {},
  returned: {},
}

const PICTURES: StateTable<Pictures, PicturesEvent> = {
  sound: {
    'interrupt-sent': 'interrupted',
    'interrupt-nearby': 'suspect',
    'not-hit': 'sound',
    'stopped-there': 'stopped-there',
  },
  suspect: { 'interrupt-sent': 'interrupted', 'interrupt-nearby': 'suspect', 'not-hit': 'sound' },
  interrupted: { 'interrupt-failed': 'suspect', 'interrupt-nearby': 'interrupted', 'not-hit': 'interrupted' },
  'stopped-there': {
    'interrupt-sent': 'stopped-there-and-here',
    'interrupt-nearby': 'stopped-there',
    'not-hit': 'stopped-there',
  },
  'stopped-there-and-here': {
    'interrupt-failed': 'stopped-there',
    'interrupt-nearby': 'stopped-there-and-here',
    'not-hit': 'stopped-there-and-here',
  },
}

const NEED: StateTable<Need, NeedEvent> = {
  needed: { 'made-room': 'made-room', 'lost-the-race': 'lost-the-race', 'job-over': 'job-over' },
  'made-room': { 'made-room': 'made-room', 'lost-the-race': 'lost-the-race', 'job-over': 'job-over' },
  'lost-the-race': { 'lost-the-race': 'lost-the-race', 'job-over': 'job-over' },
  'job-over': { 'lost-the-race': 'job-over', 'job-over': 'job-over' },
}

const RECOGNISED: StateTable<Recognised, RecognisedEvent> = {
  'by-task-id': {},
  'while-alone': { 'not-alone': 'never' },
  never: {},
}

const PART: StateTable<Part, PartEvent> = {
  share: {},
  bonus: {},
  copy: { 'original-gone': 'share', 'not-first': 'spare' },
  spare: { 'original-gone': 'share', first: 'copy' },
}

const A_REQUEST = 'a request'

/** The state after an event. Throws IllegalMove for anything the tables do not hold. */
export function nextRequestState(state: RequestState, event: RequestEvent): RequestState {
  switch (event.type) {
    case 'answer-begins':
    case 'given-up':
    case 'ended':
    case 'stored':
    case 'returned':
    case 'nothing-came':
      return { ...state, course: nextCourse(state.course, event) }
    case 'interrupt-sent':
    case 'interrupt-failed':
    case 'interrupt-nearby':
    case 'not-hit':
    case 'stopped-there':
      return { ...state, pictures: moved(A_REQUEST, PICTURES, state.pictures, event.type) }
    case 'made-room':
    case 'lost-the-race':
    case 'job-over':
      return { ...state, need: moved(A_REQUEST, NEED, state.need, event.type) }
    case 'not-alone':
      return { ...state, recognised: moved(A_REQUEST, RECOGNISED, state.recognised, event.type) }
    case 'original-gone':
    case 'first':
    case 'not-first':
      return { ...state, part: moved(A_REQUEST, PART, state.part, event.type) }
  }
}

function nextCourse(course: Course, event: CourseEvent): Course {
  // The row is that of `course`, its place that of `event`: the types cannot follow both at once.
  const move = COURSE[course.at][event.type] as ((from: Course, event: CourseEvent) => Course) | undefined
  if (move === undefined) throw new IllegalMove(A_REQUEST, course.at, event.type)
  return move(course, event)
}
