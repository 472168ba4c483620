import { describe, expect, it } from 'vitest'
import { AwakeClock } from './awake-clock.ts'
import { VirtualClock } from './dispatch/testing/virtual-clock.ts'

function watched() {
  const machine = new VirtualClock()
  const clock = new AwakeClock(machine)
  const woke: number[] = []
  const stop = clock.onWake((sleptMs) => woke.push(sleptMs))
  return { machine, clock, woke, stop }
}

describe('a clock that leaves out sleep', () => {
  it.each([true, false])(
    'notices it and tells how long it was, whether or not the monotonic clock counts on: %s',
    async (counted) => {
      const { machine, clock, woke } = watched()
      await machine.advance(5_000)
      machine.sleep(90_000, counted)
      expect(clock.now()).toBe(5_000)
      expect(clock.slept()).toBe(90_000)
      await machine.advance(3_000)
      expect(clock.now()).toBe(8_000)
      expect(woke).toEqual([90_000])
      expect(clock.wall() - machine.wall()).toBe(0)
    },
  )

  it('is noticed by the first late beat, though nobody reads the clock', async () => {
    const { machine, woke } = watched()
    await machine.advance(500)
    machine.sleep(60_000, true)
    await machine.advance(0)
    expect(woke).toEqual([60_500])
  })

  it('counts a busy moment as time, and a wall that is set back as nothing', async () => {
    const { machine, clock, woke } = watched()
    machine.sleep(4_000, true)
    await machine.advance(1_000)
    machine.sleep(-3_600_000, false)
    await machine.advance(1_000)
    expect([clock.now(), clock.slept(), woke.length]).toEqual([6_000, 0, 0])
  })

  it('takes a short gap for a sleep where the system says so', async () => {
    const { machine, clock, woke } = watched()
    clock.suspended()
    machine.sleep(4_000, false)
    clock.resumed()
    await machine.advance(0)
    expect([clock.slept(), woke]).toEqual([4_000, [4_000]])
  })

  it('calls a timer that came due in the sleep when its rest was waited for, and not when it was taken back', async () => {
    const { machine, clock } = watched()
    const called: number[] = []
    clock.after(10_000, () => called.push(clock.now()))
    const cancel = clock.after(10_000, () => called.push(-1))
    await machine.advance(4_000)
    machine.sleep(90_000, true)
    await machine.advance(5_000)
    expect(called).toEqual([])
    cancel()
    await machine.advance(2_000)
    expect(called).toEqual([10_000])
  })

  it('that runs faster than real time takes as many real seconds for a sleep', async () => {
    const machine = new VirtualClock()
    const clock = new AwakeClock(machine, 60)
    clock.onWake(() => {})
    // Nine real seconds are a busy moment, twelve are longer than a beat and ten seconds.
    machine.sleep(9 * 60_000, true)
    expect([clock.now(), clock.slept()]).toEqual([540_000, 0])
    machine.sleep(12 * 60_000, true)
    expect([clock.now(), clock.slept()]).toEqual([540_000, 720_000])
  })

  it('is a plain clock when nobody listens, and keeps no process alive then', async () => {
    const { machine, clock, stop } = watched()
    stop()
    machine.sleep(90_000, true)
    expect([clock.now(), clock.slept()]).toEqual([90_000, 0])
    await expect(machine.run(new Promise(() => undefined))).rejects.toThrow('nothing left to happen')
  })
})
