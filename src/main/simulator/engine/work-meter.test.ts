import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FifoLock } from './fifo-lock.ts'
import { SimTime } from './sim-time.ts'
import { WorkMeter } from './work-meter.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Settled or not, once everything due has run. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol()
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending
}

describe('work', () => {
  test('takes fleet time, that many times faster on the wall', async () => {
    const meter = new WorkMeter(new SimTime(60), 120, 1, 0)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(meter.worked()).toBeCloseTo(60)
    expect(await isDone(meter.done)).toBe(false)
    await vi.advanceTimersByTimeAsync(1_001)
    expect(await isDone(meter.done)).toBe(true)
    expect(meter.endedAt).toBe(120)
  })

  test('slows down in the middle', async () => {
    const meter = new WorkMeter(new SimTime(1), 10, 1, 0)
    await vi.advanceTimersByTimeAsync(5_000)
    meter.setRate(1 / 3)
    await vi.advanceTimersByTimeAsync(14_000)
    expect(await isDone(meter.done)).toBe(false)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(await isDone(meter.done)).toBe(true)
    expect(meter.endedAt).toBeCloseTo(20)
  })

  test('stands still at rate 0 and goes on from there', async () => {
    const meter = new WorkMeter(new SimTime(1), 10, 0, 0)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(meter.worked()).toBe(0)
    meter.setRate(1)
    await vi.advanceTimersByTimeAsync(10_100)
    expect(await isDone(meter.done)).toBe(true)
  })

  test('cut short ends at once when so much is done already', async () => {
    const meter = new WorkMeter(new SimTime(1), 10, 1, 0)
    await vi.advanceTimersByTimeAsync(6_000)
    meter.setTotal(4)
    await vi.advanceTimersByTimeAsync(2)
    expect(await isDone(meter.done)).toBe(true)
    expect(meter.worked()).toBeCloseTo(6)
  })

  test('ends with the clock it runs by', async () => {
    const time = new SimTime(1)
    const meter = new WorkMeter(time.child(), 1, 1, 0)
    const own = time.child()
    const other = new WorkMeter(own, 1, 1, 0)
    own.stop()
    await vi.advanceTimersByTimeAsync(5_000)
    expect([await isDone(meter.done), await isDone(other.done)]).toEqual([true, false])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the lock', () => {
  test('is given in the order it was asked for, and work counts from where the one before was due to end', async () => {
    const lock = new FifoLock(() => 100)
    const first = await lock.acquire()
    const taken: string[] = []
    const second = lock.acquire().then((held) => {
      taken.push('second')
      return held
    })
    const third = lock.acquire().then((held) => {
      taken.push('third')
      return held
    })
    expect([lock.busy, lock.waiting]).toEqual([true, 2])
    first.release(99)
    const held = await second
    expect([held.since, taken]).toEqual([99, ['second']])
    held.release(101)
    expect((await third).since).toBe(101)
  })

  test('given back twice counts once', async () => {
    const lock = new FifoLock(() => 0)
    const first = await lock.acquire()
    const second = lock.acquire()
    first.release()
    first.release()
    await second
    expect([lock.busy, lock.waiting]).toEqual([true, 0])
  })

  test('nobody in the way: work counts from when the request came in, but not from before the last one ended', async () => {
    const lock = new FifoLock(() => 10)
    const first = await lock.acquire(9)
    expect(first.since).toBe(9)
    first.release(9.9)
    expect((await lock.acquire(9.5)).since).toBe(9.9)
  })
})
