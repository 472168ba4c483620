import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Patience } from './patience.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const patience = (excused = () => false) => {
  const onSpent = vi.fn()
  return { onSpent, patience: new Patience({ ms: 1000, excused, onSpent }) }
}

describe('patience', () => {
  test('is spent by one wait', () => {
    const { onSpent, patience: wait } = patience()
    wait.start()
    vi.advanceTimersByTime(999)
    expect(onSpent).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(onSpent).toHaveBeenCalledOnce()
  })

  test('is spent by many short waits of which nothing came', () => {
    const { onSpent, patience: wait } = patience()
    for (let round = 0; round < 3; round++) {
      wait.start()
      vi.advanceTimersByTime(300)
      wait.hold()
      vi.advanceTimersByTime(5000)
    }
    expect(onSpent).not.toHaveBeenCalled()
    wait.start()
    vi.advanceTimersByTime(100)
    expect(onSpent).toHaveBeenCalledOnce()
  })

  test('is whole again when something came', () => {
    const { onSpent, patience: wait } = patience()
    wait.start()
    vi.advanceTimersByTime(900)
    wait.restore()
    vi.advanceTimersByTime(900)
    expect(onSpent).not.toHaveBeenCalled()
    vi.advanceTimersByTime(100)
    expect(onSpent).toHaveBeenCalledOnce()
  })

  test('starts anew while what is waited for is under way', () => {
    let excused = true
    const { onSpent, patience: wait } = patience(() => excused)
    wait.start()
    vi.advanceTimersByTime(1500)
    excused = false
    vi.advanceTimersByTime(499)
    expect(onSpent).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(onSpent).toHaveBeenCalledOnce()
  })
})
