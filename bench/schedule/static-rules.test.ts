import { describe, expect, it } from 'vitest'
import { drawWorld } from './draw-world.ts'
import { readScenario } from './scenario.ts'
import { classic, equal, fastestAlone, type StaticRule, staticSeconds } from './static-rules.ts'

const world = (images: number, ...workers: object[]) =>
  drawWorld(
    readScenario('x.json', JSON.stringify({ images, workers }), () => undefined),
    1,
  )
const trio = world(12, { ipm: 5 }, { ipm: 14.9 }, { ipm: 20 })
const seconds = (rule: StaticRule, of = trio) => staticSeconds(rule, of)

describe('the rules measured against', () => {
  it('classic: workers too slow for an equal share leave the images to the others', () => {
    expect(classic(12, trio.workers)).toEqual([0, 0, 12])
    expect(seconds(classic)).toBeCloseTo(36)
    expect(classic(12, world(12, { ipm: 20 }, { ipm: 20 }, { ipm: 20 }).workers)).toEqual([4, 4, 4])
  })
  it('equal split: everybody the same, the remainder to the fastest', () => {
    expect(equal(14, trio.workers)).toEqual([4, 5, 5])
    expect(seconds(equal)).toBeCloseTo(48)
  })
  it('fastest alone: by what is believed', () => {
    expect(fastestAlone(12, trio.workers)).toEqual([0, 0, 12])
    const boaster = world(10, { ipm: 6, believedIpm: 60 }, { ipm: 20 })
    expect(fastestAlone(10, boaster.workers)).toEqual([10, 0])
    expect(seconds(fastestAlone, boaster)).toBeCloseTo(100)
  })
  it('pay one overhead and one load per share', () => {
    const cold = world(20, { ipm: 60, overheadSeconds: 3, loadSeconds: 25 })
    expect(seconds(equal, cold)).toBeCloseTo(48)
  })
  it('divide anew what a worker owed that died, and wait for one that is to come', () => {
    const dying = world(20, { ipm: 60, leavesAt: 5 }, { ipm: 60 })
    expect(seconds(equal, dying)).toBeCloseTo(20)
    expect(seconds(equal, world(10, { ipm: 60, joinsAt: 30 }))).toBeCloseTo(40)
    expect(() => seconds(equal, world(30, { ipm: 60, leavesAt: 5 }, { ipm: 60, leavesAt: 7 }))).toThrow(
      'never',
    )
  })
})
