import { expect, it } from 'vitest'
import { presence } from '../../src/main/core/dispatch/testing/true-worker.ts'
import { steady } from '../../src/main/core/dispatch/testing/world.ts'
import { absencesOf } from './absences.ts'

const FOREVER = Number.POSITIVE_INFINITY

it.each<[string, number[], number[], number[], { from: number; to: number }[]]>([
  [
    'leaves and returns twice',
    [0],
    [10, 30],
    [20, 40],
    [
      { from: 10, to: 20 },
      { from: 30, to: 40 },
    ],
  ],
  [
    'leaves twice and returns once',
    [0],
    [10, 30],
    [20],
    [
      { from: 10, to: 20 },
      { from: 30, to: FOREVER },
    ],
  ],
  [
    'joins twice',
    [5, 20],
    [10],
    [],
    [
      { from: 0, to: 5 },
      { from: 10, to: 20 },
    ],
  ],
  ['joins after it left', [0, 20], [10], [], [{ from: 10, to: 20 }]],
  [
    'is back before it is gone',
    [0],
    [10, 30],
    [4, 40],
    [
      { from: 10, to: 10 },
      { from: 30, to: 40 },
    ],
  ],
  ['stays', [0], [], [], []],
])('a worker that %s', (_, joins, leaves, returns, absences) => {
  expect(absencesOf(joins, leaves, returns)).toEqual(absences)
})

it('is there in the stretches between', () => {
  const absences = absencesOf([5], [10, 30], [20])
  expect(presence(steady('a', 60, { absences }))).toEqual([
    { from: 5, to: 10 },
    { from: 20, to: 30 },
  ])
})
