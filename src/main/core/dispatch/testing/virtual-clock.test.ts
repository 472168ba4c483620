import { describe, expect, it } from 'vitest'
import { VirtualClock } from './virtual-clock.ts'

/** Something that happens again and again, each time so many ms later. */
function tick(clock: VirtualClock, ms: number): void {
  clock.after(ms, () => tick(clock, ms))
}

describe('virtual time', () => {
  it('fails with a sentence where a run comes to no end', async () => {
    const clock = new VirtualClock({ mostEvents: 1000 })
    tick(clock, 10)
    await expect(clock.run(new Promise(() => undefined))).rejects.toThrow(
      '1000 events by 10.0 s of virtual time, and no end: something calls itself again and again',
    )
  })

  it('does not stand still where time does', async () => {
    const clock = new VirtualClock({ mostEvents: 1000 })
    tick(clock, 0)
    await expect(clock.advance(5)).rejects.toThrow('1000 events by 0.0 s of virtual time')
  })

  it('counts the events of each wait on its own', async () => {
    const clock = new VirtualClock({ mostEvents: 1000 })
    tick(clock, 10)
    await clock.advance(9000)
    await clock.advance(9000)
    expect(clock.now()).toBe(18_000)
  })

  it('says where nothing is left that could settle what is waited for', async () => {
    const clock = new VirtualClock()
    clock.after(1500, () => undefined)
    await expect(clock.run(new Promise(() => undefined))).rejects.toThrow(
      'still waiting at 1.5 s of virtual time, with nothing left to happen',
    )
  })
})
