import { describe, expect, it } from 'vitest'
import { JobId } from '../../../../shared/ids.ts'
import type { JobStateName } from '../../../../shared/job.ts'
import { endedWords, liftedWords, overWords } from './drag-words.ts'
import { type Destination, followerOf, placeFor, shownOrder, withMoved } from './queue-order.ts'

const ids = (names: string) => [...names].map((name) => JobId.parse(name))
const id = (name: string) => JobId.parse(name)

describe('the order of the queue', () => {
  it('follows the drag, lets go of jobs that ended, and takes in those that came', () => {
    expect(shownOrder(ids('abcd'), null)).toEqual(ids('abcd'))
    expect(shownOrder(ids('bcde'), ids('dcba'))).toEqual(ids('dcbe'))
  })

  it.each([
    [0, 'cabd'],
    [1, 'acbd'],
    [3, 'abdc'],
    [99, 'abdc'],
    [-1, 'cabd'],
  ])('moves a job to place %i', (place, expected) => {
    expect(withMoved(ids('abcd'), id('c'), place)).toEqual(ids(expected))
  })

  it('tells a move by the job that follows', () => {
    expect(followerOf(ids('acb'), id('c'))).toBe('b')
    expect(followerOf(ids('abc'), id('c'))).toBeNull()
  })
})

describe('where a job is sent', () => {
  const queue = (states: readonly JobStateName[]) =>
    states.map((state, at) => ({ id: id('abcdef'[at] ?? 'x'), state }))
  const two = queue(['running', 'queued', 'running', 'paused', 'queued'])

  it.each<[Destination, string, number | null]>([
    ['up', 'a', null],
    ['up', 'd', 2],
    ['down', 'e', null],
    ['down', 'a', 1],
    ['top', 'e', 0],
    ['top', 'a', null],
    ['bottom', 'a', 4],
    ['bottom', 'e', null],
    ['next', 'e', 3],
    ['next', 'd', null],
    ['next', 'b', null],
    ['next', 'c', null],
    ['next', 'gone', null],
  ])('%s of %s is place %s', (to, name, place) => {
    expect(placeFor(two, id(name), to)).toBe(place)
  })

  it('is the top when nothing runs', () => {
    expect(placeFor(queue(['paused', 'queued', 'queued']), id('c'), 'next')).toBe(0)
  })
})

describe('the words of a drag', () => {
  const facts = { number: 31, from: 2, at: 0, of: 4 }
  it('say where the job is and what became of it', () => {
    expect(liftedWords({ ...facts, at: 2 })).toBe('Lifted job 31. It is number 3 of 4 in the queue.')
    expect(overWords(facts)).toBe('Job 31: number 1 of 4.')
    expect(endedWords(facts, false)).toBe('Job 31 is now number 1 of 4 in the queue.')
    expect(endedWords(facts, true)).toBe('Job 31 is back where it was, number 3 of 4.')
    expect(endedWords({ ...facts, at: 2 }, false)).toBe('Job 31 stays where it was.')
  })
})
