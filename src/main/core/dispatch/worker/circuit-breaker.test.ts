import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import { CircuitBreaker } from './circuit-breaker.ts'

const [argon, laptop] = [WorkerId.parse('argon'), WorkerId.parse('laptop')]
const MINUTE = 60_000

describe('the circuit breaker', () => {
  it('put a worker out at the third within five minutes', () => {
    const breaker = new CircuitBreaker()
    expect([0, 2, 4].map((at) => breaker.failed(argon, at * MINUTE))).toEqual([false, false, true])
  })

  it('are forgotten after five minutes', () => {
    const breaker = new CircuitBreaker()
    expect([0, 2, 5, 6.9, 7].map((at) => breaker.failed(argon, at * MINUTE))).toEqual([
      false,
      false,
      false,
      true,
      false,
    ])
  })

  it('are counted anew after it was out', () => {
    const breaker = new CircuitBreaker()
    const times = [0, 1, 2, 3, 4, 5].map((at) => breaker.failed(argon, at * MINUTE))
    expect(times).toEqual([false, false, true, false, false, true])
  })

  it('are counted for each worker by itself', () => {
    const breaker = new CircuitBreaker()
    breaker.failed(argon, 0)
    breaker.failed(argon, 0)
    expect(breaker.failed(laptop, 0)).toBe(false)
    expect(breaker.failed(argon, 0)).toBe(true)
  })

  it('are forgotten after five whole answers, so that one failure in ten never adds up', () => {
    const breaker = new CircuitBreaker()
    for (let failure = 0; failure < 20; failure++) {
      expect(breaker.failed(argon, failure * 1000)).toBe(false)
      for (let answer = 0; answer < 9; answer++) breaker.answered(argon)
    }
  })

  it('that count in a row are forgotten with one whole answer', () => {
    const breaker = new CircuitBreaker()
    for (let failure = 0; failure < 20; failure++) {
      expect(breaker.inARow(argon, failure * 1000, failure * 1000)).toBe(false)
      if (failure % 2 === 1) breaker.answered(argon)
    }
    expect([20, 21, 22].map((at) => breaker.inARow(argon, at * 1000, at * 1000))).toEqual([
      false,
      false,
      true,
    ])
  })

  it.each(['outage', 'inARow'] as const)('of requests that broke together count as one: %s', (counted) => {
    const breaker = new CircuitBreaker()
    const out = [0, 0, 0, 5, 5].map((sent) => breaker[counted](argon, sent, sent + 4))
    expect(out).toEqual([false, false, false, false, false])
    expect(breaker[counted](argon, 10, 14)).toBe(true)
  })

  it('of connections that break long after one another count each', () => {
    const breaker = new CircuitBreaker()
    expect([5000, 10_001, 15_002].map((at) => breaker.outage(argon, 0, at))).toEqual([false, false, true])
  })

  it('of outages outlast a whole answer', () => {
    const breaker = new CircuitBreaker()
    breaker.outage(argon, 0, 4)
    breaker.answered(argon)
    breaker.outage(argon, 5, 9)
    expect(breaker.outage(argon, 10, 14)).toBe(true)
  })

  it('still add up where every third request fails', () => {
    const breaker = new CircuitBreaker()
    const out = [0, 1, 2].map((at) => {
      const out = breaker.failed(argon, at * 1000)
      breaker.answered(argon)
      breaker.answered(argon)
      return out
    })
    expect(out).toEqual([false, false, true])
  })

  it('count in a row when the later one was sent the moment the earlier one was counted, also after it was out', () => {
    const breaker = new CircuitBreaker()
    expect([0, 4, 8].map((sent) => breaker.inARow(argon, sent, sent + 4))).toEqual([false, false, true])
    expect([12, 16, 20].map((sent) => breaker.inARow(argon, sent, sent + 4))).toEqual([false, false, true])
  })
  it('counts requests that hang however long it takes to find the next one, until an answer comes', () => {
    const hour = 3_600_000
    const breaker = new CircuitBreaker()
    expect([0, 1, 2].map((nth) => breaker.hung(argon, nth * hour))).toEqual([false, false, true])
    const other = new CircuitBreaker()
    other.hung(argon, 0)
    other.hung(argon, hour)
    other.answered(argon)
    expect(other.hung(argon, 2 * hour)).toBe(false)
  })
})
