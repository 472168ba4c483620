import { describe, expect, it } from 'vitest'
import type { TaskProgress } from '../../generation.ts'
import { Pace } from './pace.ts'
import {
  type LookedAt,
  progressAfterLook,
  progressAfterSleep,
  progressAtFirst,
  type RequestProgress,
} from './request-progress.ts'

/** Looked at every second; 20 s of compute after 5 s of load. */
const LOOKED: LookedAt = {
  ...{ computeSeconds: 20, loadSeconds: 5, mayLoad: false, betweenLooksMs: 1000, mayStandStill: false },
}
const told = (more: Partial<TaskProgress>): TaskProgress => ({
  ...{ at: 'active', fraction: null, pulse: 'a', preview: null },
  ...more,
})
const look = (
  before: RequestProgress,
  more: Partial<TaskProgress>,
  now: number,
  looked: Partial<LookedAt> = {},
) => progressAfterLook(before, told(more), now, { ...LOOKED, ...looked })

describe('a request that was just sent', () => {
  it('begins at once where nothing is in front of it, and was heard of when it was sent', () => {
    expect(progressAtFirst(100, 100, false)).toMatchObject({
      ...{ startsAt: 100, begun: 'at-once', fraction: 0, lostTrack: false, unheard: false },
      ...{ pulse: '', pulseAt: 100, heardAt: 100, slowestStepMs: 0, steps: 0, preview: null },
    })
  })
  it('begins later where something is', () => {
    expect(progressAtFirst(100, 101, false)).toMatchObject({ startsAt: 101, begun: 'later' })
  })
})

describe('a look that shows a request at work', () => {
  const waiting = progressAtFirst(0, 30_000, false)

  it('is the first to know when it began: as foreseen, where that lies between the last look and this one', () => {
    for (const startsAt of [9000, 9500, 10_000]) {
      const before = { ...waiting, startsAt }
      expect(look(before, {}, 10_000)).toMatchObject({ begun: 'seen', startsAt })
    }
  })
  it('else as its progress tells, at most a look ago', () => {
    // 2 % of 20 s were made: 0.4 s ago; a tenth would be 2 s, longer than since the last look.
    expect(look(waiting, { fraction: 0.02 }, 10_000).startsAt).toBe(9600)
    expect(look(waiting, { fraction: 0.1 }, 10_000).startsAt).toBe(9000)
    expect(look(waiting, {}, 10_000).startsAt).toBe(10_000)
    expect(look({ ...waiting, startsAt: 8999 }, { fraction: 0.02 }, 10_000).startsAt).toBe(9600)
  })
  it('leaves when it began once that was seen', () => {
    const begun = look(waiting, { fraction: 0.02 }, 10_000)
    expect(look(begun, { fraction: 0.5 }, 11_000).startsAt).toBe(9600)
  })
  it('never takes back how far it was, nor goes beyond the whole', () => {
    const half = look(waiting, { fraction: 0.5 }, 10_000)
    expect(half.fraction).toBe(0.5)
    expect(look(half, { fraction: 0.4 }, 11_000).fraction).toBe(0.5)
    expect(look(half, { fraction: null }, 11_000).fraction).toBe(0.5)
    expect(look(half, { fraction: 1.5 }, 11_000).fraction).toBe(1)
  })
  it('keeps the preview until a newer one comes', () => {
    const preview = Uint8Array.of(1)
    const shown = look(waiting, { preview }, 10_000)
    expect(shown.preview).toBe(preview)
    expect(look(shown, {}, 11_000).preview).toBe(preview)
    expect(look(shown, { preview: Uint8Array.of(2) }, 11_000).preview).toEqual(Uint8Array.of(2))
  })
})

describe('the counters of a server', () => {
  const begun = look(progressAtFirst(0, 0, false), { fraction: 0.1, pulse: 'a' }, 1000)

  it('that move are a sign of life', () => {
    expect(begun).toMatchObject({ pulse: 'a', pulseAt: 1000 })
    expect(look(begun, { pulse: 'a' }, 5000).pulseAt).toBe(1000)
    expect(look(begun, { pulse: 'b' }, 5000)).toMatchObject({ pulse: 'b', pulseAt: 5000 })
  })
  it('that stand still mean nothing where they may', () => {
    expect(look(begun, { pulse: 'a' }, 5000, { mayStandStill: true }).pulseAt).toBe(5000)
  })
  it('tell the steps that were seen, and the slowest of them, once it has really begun', () => {
    expect([begun.steps, begun.slowestStepMs]).toEqual([0, 0])
    const second = look(begun, { pulse: 'b' }, 4000)
    expect([second.steps, second.slowestStepMs]).toEqual([1, 3000])
    const third = look(second, { pulse: 'c' }, 5000)
    expect([third.steps, third.slowestStepMs]).toEqual([2, 3000])
    // Nothing counts that stands still, or is not at it.
    expect(look(third, { pulse: 'c' }, 9000).steps).toBe(2)
    expect(look(third, { at: 'queued', pulse: 'd' }, 9000)).toMatchObject({ steps: 2, slowestStepMs: 3000 })
  })
  it('say nothing of steps while a checkpoint is loaded: 1 or 2 % are shown then', () => {
    const loading = look(progressAtFirst(0, 0, false), { fraction: 0.02, pulse: 'a' }, 1000)
    expect(look(loading, { pulse: 'b' }, 9000)).toMatchObject({ steps: 1, slowestStepMs: 0 })
  })
})

describe('a look that shows a request gone', () => {
  const begun = () => look(progressAtFirst(0, 5000, false), { fraction: 0.5 }, 10_000)

  it.each(['idle', 'elsewhere'] as const)('means that it is over where it had begun: %s', (at) => {
    expect(look(begun(), { at }, 11_000).pace.left).toEqual({ at: 11_000, looks: 1 })
  })
  it('means nothing before it was seen to begin, unless the server says that it is done', () => {
    expect(look(progressAtFirst(0, 5000, false), { at: 'idle' }, 6000).pace.left).toBeNull()
    expect(look(progressAtFirst(0, 5000, false), { at: 'idle', finished: true }, 6000).pace.left).toEqual({
      at: 6000,
      looks: 1,
    })
  })
  it('is taken back when it is there again, in the queue too', () => {
    const over = look(begun(), { at: 'idle' }, 11_000)
    expect(look(over, { at: 'queued' }, 12_000).pace.left).toBeNull()
  })
  it('changes neither how far it was nor when it began', () => {
    expect(look(begun(), { at: 'queued', fraction: 0.9 }, 11_000)).toMatchObject({
      ...{ fraction: 0.5, startsAt: begun().startsAt, begun: 'seen' },
    })
  })
})

describe('a request after a sleep of this machine', () => {
  const before = { ...look(progressAtFirst(0, 0, false), { fraction: 0.1, pulse: 'a' }, 1000), unheard: true }
  const after = progressAfterSleep(before, 90_000)

  it('is silent from then on, and nobody knows how far it is', () => {
    expect(after).toMatchObject({ pulseAt: 90_000, heardAt: 90_000, lostTrack: true, fraction: 0.1 })
    expect(after.pace.samples).toEqual([])
  })
  it('is taken to have begun as forecast by the share that the next look tells', () => {
    // 30 % of 20 s behind 5 s of load.
    const seen = look(after, { fraction: 0.3 }, 100_000)
    expect([seen.startsAt, seen.lostTrack]).toEqual([89_000, false])
    expect(look(after, {}, 100_000)).toMatchObject({ lostTrack: true, startsAt: before.startsAt })
  })
  it('may still be at its load', () => {
    expect(look(after, { fraction: 0.02 }, 100_000, { mayLoad: true }).startsAt).toBe(99_600)
    expect(look(after, { fraction: 0.02 }, 100_000).startsAt).toBe(94_600)
    expect(look(after, { fraction: 0.03 }, 100_000, { mayLoad: true }).startsAt).toBe(94_400)
  })
  it('is over where a look finds it gone, though nobody saw it begin', () => {
    const slept = progressAfterSleep(progressAtFirst(0, 5000, false), 90_000)
    expect(look(slept, { at: 'idle' }, 91_000).pace.left).toEqual({ at: 91_000, looks: 1 })
  })
})

describe('what was seen of the progress of a server', () => {
  it('is that it moves, from its second share on, and is kept in a sleep', () => {
    const pace = new Pace()
    pace.note(0.1, 1000)
    expect([pace.moved, pace.coarsenessMs]).toEqual([false, null])
    pace.note(0.1, 2500)
    pace.note(0.2, 3000)
    expect([pace.moved, pace.coarsenessMs]).toEqual([true, 1500])
    expect(pace.samples).toEqual([
      { fraction: 0.1, at: 1000 },
      { fraction: 0.2, at: 3000 },
    ])
    const forecast = { startsAt: 0, loadMs: 0, computeMs: 10_000, steps: 20, spread: 0.1 }
    // It has told nothing for more than half of its time: only who is known to move is suspected.
    const silent = (before: Pace) => {
      const anew = before.anew()
      anew.note(0, 6000)
      return anew.end(6000, forecast).at
    }
    expect(silent(new Pace())).toBe(10_000)
    expect(silent(pace)).toBe(6000 + 6000 * 19)
    expect(silent(pace.anew())).toBe(6000 + 6000 * 19)
  })
})
