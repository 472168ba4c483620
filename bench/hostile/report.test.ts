import { describe, expect, it } from 'vitest'
import { CASES, type HostileCase, trickOf } from './cases.ts'
import { BlockMeter } from './probe.ts'
import { rowOf, tableOf } from './report.ts'
import type { Found } from './task.ts'
import { TRICKS } from './tricks.ts'
import { isNasty, textsOf } from './watch-events.ts'

const one: HostileCase = { name: 'one', input: 'a deep file', way: 'job', goalMs: 50 }
const found = (more: Partial<Found> = {}): Found => ({
  longestBlockMs: 20,
  peakRssMiB: 200,
  outcome: 'finished',
  complaints: [],
  ...more,
})

describe('the longest block', () => {
  it('is the longest time between two looks, without what they are apart and what others had the core', () => {
    let [now, waited] = [0, 0]
    const meter = new BlockMeter({ now: () => now, waited: () => waited })
    for (const [ms, ofThat] of [
      [5, 0],
      [45, 0],
      [305, 290],
      [25, 0],
    ] as const) {
      now += ms
      waited += ofThat
      meter.look()
    }
    expect(meter.longestMs).toBe(40)
  })
})

describe('a row of the report', () => {
  it('takes the least disturbed round, the largest memory and every complaint', () => {
    const rounds = [
      found({ longestBlockMs: 90, peakRssMiB: 700, complaints: ['late'] }),
      found({ longestBlockMs: 30, outcome: 'the best' }),
    ]
    expect(rowOf(one, rounds)).toMatchObject({
      longestBlockMs: 30,
      peakRssMiB: 700,
      outcome: 'the best',
      missed: ['700 MiB', 'late'],
    })
  })
  it('misses when the main thread was taken for longer than its goal, and says so plainly', () => {
    const rows = [rowOf(one, [found({ longestBlockMs: 51 })]), rowOf({ ...one, name: 'two' }, [found()])]
    const table = tableOf(rows)
    expect(table).toContain('MISSED a deep file')
    expect(table).toContain('MISSED: the main thread is taken for 51 ms')
    expect(table).toMatch(/MISSED: 1 of 2 \(one\)\.$/)
  })
  it('does not judge a block that was not measured', () => {
    const row = rowOf(one, [found({ longestBlockMs: null })])
    expect(row.missed).toEqual([])
    expect(tableOf([row])).toMatch(/longest block not measured[\s\S]*All 1 met\.$/)
  })
})

it('every case but the controls and the files has a hostile server of its name', () => {
  const served = CASES.filter(
    ({ way, name }) => (way === 'job' || way === 'cli') && !name.endsWith('control'),
  )
  for (const each of served) expect(Object.keys(TRICKS), each.name).toContain(trickOf(each))
})

it('texts of an event are found at any depth, those of lists left out', () => {
  const event = { problem: { message: 'm' }, list: [{ name: 'n\u001b' }], capabilities: { loras: ['x'] } }
  expect([...textsOf(event, new Set(['capabilities']))].sort()).toEqual(['m', 'n\u001b'])
  expect(['a b\nc', 'n\u001b', 'a\u202eb', 'a\u0000'].map(isNasty)).toEqual([false, true, true, true])
})
