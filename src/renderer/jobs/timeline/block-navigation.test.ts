import { describe, expect, it } from 'vitest'
import { BatchId, WorkerId } from '../../../shared/ids.ts'
import { batchFixture } from '../../testing/fixtures.ts'
import { neighbourOf } from './block-navigation.ts'

const row = (worker: string, blocks: [string, number, number][]) => ({
  workerId: WorkerId.parse(worker),
  blocks: blocks.map(([id, startAt, endAt]) => ({
    batch: batchFixture({ id, worker, first: 0, count: 1 }),
    startAt,
    endAt,
    drawnFrom: startAt,
    batches: 1,
  })),
})
const rows = [
  row('laptop', [
    ['a', 0, 10],
    ['b', 10, 20],
    ['c', 20, 30],
  ]),
  row('master', [
    ['d', 0, 16],
    ['e', 16, 32],
  ]),
  row('argon', [['f', 25, 40]]),
]
const from = (key: string, id: string) => neighbourOf(key, BatchId.parse(id), rows)

describe('arrow keys in the timeline', () => {
  it.each([
    ['ArrowRight', 'a', 'b'],
    ['ArrowLeft', 'b', 'a'],
    ['Home', 'c', 'a'],
    ['End', 'a', 'c'],
    ['ArrowDown', 'b', 'd'],
    ['ArrowDown', 'c', 'e'],
    ['ArrowDown', 'd', 'f'],
    ['ArrowUp', 'e', 'c'],
  ])('%s leads from %s to %s', (key, id, expected) => {
    expect(from(key, id)).toBe(expected)
  })
  it.each([
    ['ArrowLeft', 'a'],
    ['ArrowRight', 'c'],
    ['ArrowUp', 'a'],
    ['ArrowDown', 'f'],
    ['Enter', 'a'],
    ['ArrowRight', 'stranger'],
  ])('%s leads nowhere from %s', (key, id) => {
    expect(from(key, id)).toBeNull()
  })
})
