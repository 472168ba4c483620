import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { inWords } from '../../../../shared/words/say.ts'
import { IllegalMove } from '../../state-table.ts'
import { flightFor } from '../testing/flight.ts'
import {
  type Course,
  type CourseEvent,
  nextRequestState,
  type Pictures,
  type PicturesEvent,
  type RequestEvent,
  type RequestState,
} from './request-state.ts'

const answer = { at: 40, word: null }
const COURSES: readonly Course[] = [
  { at: 'on-its-way' },
  { at: 'answering', answer },
  { at: 'abandoned', endedAt: 50, because: plainText('it hangs'), answer: null },
  { at: 'settling', endedAt: 50 },
  { at: 'settling-late', endedAt: 60, because: plainText('it hangs') },
  { at: 'stored', endedAt: 50 },
  { at: 'returned', endedAt: 50, because: plainText('it failed') },
]
const EVENTS: readonly CourseEvent[] = [
  { type: 'answer-begins', ...answer },
  { type: 'given-up', at: 70, because: plainText('no sign of life') },
  { type: 'ended', at: 80 },
  { type: 'stored' },
  { type: 'returned', because: plainText('pictures were missing') },
  { type: 'nothing-came' },
]
const LEGAL: Readonly<Record<string, Course>> = {
  'on-its-way answer-begins': { at: 'answering', answer },
  'on-its-way given-up': {
    at: 'abandoned',
    endedAt: 70,
    because: plainText('no sign of life'),
    answer: null,
  },
  'on-its-way ended': { at: 'settling', endedAt: 80 },
  'answering given-up': { at: 'abandoned', endedAt: 70, because: plainText('no sign of life'), answer },
  'answering ended': { at: 'settling', endedAt: 80 },
  'abandoned answer-begins': { at: 'abandoned', endedAt: 50, because: plainText('it hangs'), answer },
  'abandoned ended': { at: 'settling-late', endedAt: 80, because: plainText('it hangs') },
  'settling stored': { at: 'stored', endedAt: 50 },
  'settling returned': { at: 'returned', endedAt: 50, because: plainText('pictures were missing') },
  'settling-late stored': { at: 'stored', endedAt: 60 },
  'settling-late nothing-came': { at: 'returned', endedAt: 60, because: plainText('it hangs') },
}

const START: RequestState = {
  course: { at: 'on-its-way' },
  pictures: 'sound',
  need: 'needed',
  recognised: 'while-alone',
  part: 'copy',
}

describe('how a request goes and ends', () => {
  for (const course of COURSES)
    for (const event of EVENTS) {
      const next = LEGAL[`${course.at} ${event.type}`]
      it(`${course.at} ${next === undefined ? 'refuses' : `becomes ${next.at} when`} ${event.type}`, () => {
        const go = () => nextRequestState({ ...START, course }, event)
        if (next === undefined) expect(go).toThrow(IllegalMove)
        else expect(go()).toEqual({ ...START, course: next })
      })
    }

  it('is over once, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 20 }), (events) => {
        let state = START
        for (const event of events) {
          const { at } = state.course
          if (LEGAL[`${at} ${event.type}`] === undefined) continue
          expect(at).not.toMatch(/^(stored|returned)$/)
          state = nextRequestState(state, event)
        }
      }),
    )
  })
})

describe('whether its pictures can be trusted', () => {
  const moves: Readonly<Record<Pictures, Partial<Record<PicturesEvent, Pictures>>>> = {
    sound: {
      'interrupt-sent': 'interrupted',
      'interrupt-nearby': 'suspect',
      'not-hit': 'sound',
      'stopped-there': 'stopped-there',
    },
    suspect: { 'interrupt-sent': 'interrupted', 'interrupt-nearby': 'suspect', 'not-hit': 'sound' },
    interrupted: {
      'interrupt-failed': 'suspect',
      'interrupt-nearby': 'interrupted',
      'not-hit': 'interrupted',
    },
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
  const events = [
    'interrupt-sent',
    'interrupt-failed',
    'interrupt-nearby',
    'not-hit',
    'stopped-there',
  ] as const
  for (const [pictures, row] of Object.entries(moves) as [Pictures, (typeof moves)[Pictures]][])
    it(`${pictures} takes exactly what the table holds`, () => {
      for (const type of events) {
        const go = () => nextRequestState({ ...START, pictures }, { type }).pictures
        if (row[type] === undefined) expect(go, type).toThrow(/cannot take/)
        else expect(go(), type).toBe(row[type])
      }
    })
})

describe('the other things decided about a request', () => {
  const needAfter = (...types: Extract<RequestEvent['type'], 'lost-the-race' | 'job-over'>[]) =>
    types.reduce<RequestState>((state, type) => nextRequestState(state, { type }), START).need

  it('are that nobody needs it, which stays; that its job is over goes before a lost race', () => {
    expect(needAfter('lost-the-race')).toBe('lost-the-race')
    expect(needAfter('lost-the-race', 'job-over')).toBe('job-over')
    expect(needAfter('job-over', 'lost-the-race')).toBe('job-over')
  })

  it('are that a server turned out busy before it was sent, and that the original of a copy is gone', () => {
    expect(nextRequestState(START, { type: 'not-alone' }).recognised).toBe('never')
    expect(nextRequestState(START, { type: 'original-gone' }).part).toBe('share')
    const other = { ...START, recognised: 'by-task-id', part: 'bonus' } as const
    expect(() => nextRequestState(other, { type: 'not-alone' })).toThrow(IllegalMove)
    expect(() => nextRequestState(other, { type: 'original-gone' })).toThrow(IllegalMove)
  })
})

describe('a request on its way', () => {
  it('stays as it is where a move is refused', () => {
    const flight = flightFor()
    expect(() => flight.happened({ type: 'stored' })).toThrow(IllegalMove)
    expect(flight.state.course).toEqual({ at: 'on-its-way' })
  })

  it('is drawn as sent, computing, stored or returned', () => {
    const ahead = flightFor({ startsAt: 5000 })
    expect([ahead.stateName, flightFor().stateName]).toEqual(['sent', 'computing'])
    ahead.happened({ type: 'given-up', at: 9000, because: plainText('it hangs') })
    expect([ahead.stateName, inWords(ahead.returnedBecause ?? ''), ahead.endedAt]).toEqual([
      'returned',
      'it hangs',
      9000,
    ])
    ahead.happened({ type: 'ended', at: 9500 })
    expect([ahead.stateName, inWords(ahead.returnedBecause ?? '')]).toEqual(['returned', 'it hangs'])
    ahead.happened({ type: 'stored' })
    expect([ahead.stateName, inWords(ahead.returnedBecause ?? ''), ahead.endedAt]).toEqual([
      'stored',
      '',
      9500,
    ])
  })
})
