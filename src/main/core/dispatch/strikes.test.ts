import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import { Strikes } from './strikes.ts'

const [argon, laptop] = [WorkerId.parse('argon'), WorkerId.parse('laptop')]
const MINUTE = 60_000

describe('strikes', () => {
  it('put a worker out at the third within five minutes', () => {
    const strikes = new Strikes()
    expect([0, 2, 4].map((at) => strikes.strike(argon, at * MINUTE))).toEqual([false, false, true])
  })

  it('are forgotten after five minutes', () => {
    const strikes = new Strikes()
    expect([0, 2, 5, 6.9, 7].map((at) => strikes.strike(argon, at * MINUTE))).toEqual([
      false,
      false,
      false,
      true,
      false,
    ])
  })

  it('are counted anew after it was out', () => {
    const strikes = new Strikes()
    const times = [0, 1, 2, 3, 4, 5].map((at) => strikes.strike(argon, at * MINUTE))
    expect(times).toEqual([false, false, true, false, false, true])
  })

  it('are counted for each worker by itself', () => {
    const strikes = new Strikes()
    strikes.strike(argon, 0)
    strikes.strike(argon, 0)
    expect(strikes.strike(laptop, 0)).toBe(false)
    expect(strikes.strike(argon, 0)).toBe(true)
  })

  it('are forgotten after five whole answers, so that one failure in ten never adds up', () => {
    const strikes = new Strikes()
    for (let failure = 0; failure < 20; failure++) {
      expect(strikes.strike(argon, failure * 1000)).toBe(false)
      for (let answer = 0; answer < 9; answer++) strikes.answered(argon)
    }
  })

  it('that count in a row are forgotten with one whole answer', () => {
    const strikes = new Strikes()
    for (let failure = 0; failure < 20; failure++) {
      expect(strikes.inARow(argon, failure * 1000, failure * 1000)).toBe(false)
      if (failure % 2 === 1) strikes.answered(argon)
    }
    expect([20, 21, 22].map((at) => strikes.inARow(argon, at * 1000, at * 1000))).toEqual([
      false,
      false,
      true,
    ])
  })

  it('of requests that broke together count in a row as one', () => {
    const strikes = new Strikes()
    const out = [0, 0, 0, 5, 5].map((sent) => strikes.inARow(argon, sent, sent + 4))
    expect(out).toEqual([false, false, false, false, false])
    expect(strikes.inARow(argon, 10, 14)).toBe(true)
  })

  it('still add up where every third request fails', () => {
    const strikes = new Strikes()
    const out = [0, 1, 2].map((at) => {
      const struck = strikes.strike(argon, at * 1000)
      strikes.answered(argon)
      strikes.answered(argon)
      return struck
    })
    expect(out).toEqual([false, false, true])
  })
})
