import { describe, expect, it } from 'vitest'
import { told } from '../../testing/told.ts'
import { busyElsewhereOf, sameBusy } from './busy-elsewhere.ts'

const busy = { busy: true, fromPage: false, fraction: 0.25, etaSeconds: 30 }
const facts = { timeScale: 1, wall: 1_000_000, lostRequest: false }

describe("somebody else's work", () => {
  it('is none on a server that idles or does not tell', () => {
    expect(busyElsewhereOf(null, facts)).toBeNull()
    expect(busyElsewhereOf({ ...busy, busy: false }, facts)).toBeNull()
  })

  it('ends when the server reckons it does', () => {
    expect(told(busyElsewhereOf(busy, facts))).toEqual({
      text: "Busy with another program's request, 25 % done",
      untilAt: 1_030_000,
      ms: 30_000,
    })
  })

  it('takes as much longer in fleet time as the clock runs faster', () => {
    expect(busyElsewhereOf(busy, { ...facts, timeScale: 60 })?.ms).toBe(1_800_000)
  })

  it.each([null, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'has no known end with a reckoning of %s',
    (etaSeconds) => {
      expect(busyElsewhereOf({ ...busy, etaSeconds }, facts)).toMatchObject({ untilAt: null, ms: 15_000 })
    },
  )

  it('is believed for an hour at most', () => {
    expect(busyElsewhereOf({ ...busy, etaSeconds: 1e12 }, facts)?.ms).toBe(3_600_000)
  })

  it('says who it is as far as it can be told', () => {
    expect(told(busyElsewhereOf({ ...busy, fromPage: true }, facts)?.text)).toMatch(
      /^Somebody is using its web page/,
    )
    expect(told(busyElsewhereOf({ ...busy, fraction: null }, { ...facts, lostRequest: true })?.text)).toBe(
      'Still computing a request that was lost',
    )
  })

  it('is the same while nothing planning knows of changed', () => {
    const one = busyElsewhereOf(busy, facts)
    expect(sameBusy(one, busyElsewhereOf(busy, facts))).toBe(true)
    expect(sameBusy(one, busyElsewhereOf(busy, { ...facts, wall: 2 }))).toBe(false)
    expect(sameBusy(one, null)).toBe(false)
    expect(sameBusy(null, null)).toBe(true)
  })
})
