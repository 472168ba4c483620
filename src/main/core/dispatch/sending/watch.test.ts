import { describe, expect, it } from 'vitest'
import { WorkerFailure } from '../../failure.ts'
import type { TaskProgress } from '../../generation.ts'
import { DISPATCH_DEFAULTS } from '../dispatch-settings.ts'
import type { NeedEvent } from '../request/request-state.ts'
import { flightFor, portOf } from '../testing/flight.ts'
import { VirtualClock } from '../testing/virtual-clock.ts'
import { WorkerLedgers } from '../worker/worker-ledgers.ts'
import { Watch } from './watch.ts'

type Look = Partial<TaskProgress> | WorkerFailure
const MINUTE = 60_000

/** Watches one request of a server that answers each look as told; `look` is given fleet ms. */
function watching(
  look: (now: number) => Look,
  options: { flight?: Parameters<typeof flightFor>[0]; storingStopped?: () => boolean } = {},
) {
  const clock = new VirtualClock()
  const ledgers = new WorkerLedgers()
  const seen: {
    hungAt: number | null
    unansweredAt: number | null
    stalledAt: number | null
    changed: string[]
    previews: number
    looks: number
  } = {
    hungAt: null,
    unansweredAt: null,
    stalledAt: null,
    changed: [],
    previews: 0,
    looks: 0,
  }
  const interrupts: number[] = []
  const port = portOf({
    progress: async (_, { preview }) => {
      seen.looks++
      if (preview) seen.previews++
      const told = look(clock.now())
      if (told instanceof WorkerFailure) throw told
      return { at: 'active', fraction: null, pulse: '', preview: null, ...told }
    },
    interrupt: async () => {
      interrupts.push(clock.now())
    },
  })
  const flight = flightFor({ port, ...options.flight })
  const ledger = ledgers.of(flight.workerId)
  ledger.add(flight)
  const watch = new Watch({
    clock,
    settings: () => DISPATCH_DEFAULTS,
    ledgers,
    storingStopped: options.storingStopped ?? (() => false),
    announcer: { batchChanged: ({ stateName }) => seen.changed.push(stateName) },
    hanging: {
      unanswered: (late) => {
        seen.unansweredAt ??= clock.now()
        late.happened({ type: 'ended', at: clock.now() })
        watch.forget(late)
      },
      stalled: (stalled) => {
        seen.stalledAt ??= clock.now()
        stalled.happened({ type: 'ended', at: clock.now() })
        watch.forget(stalled)
      },
      hung: (hung) => {
        seen.hungAt ??= clock.now()
        hung.happened({ type: 'ended', at: clock.now() })
        watch.forget(hung)
      },
    },
    rounds: { ask: () => undefined },
  })
  watch.follow(flight)
  return { clock, ledger, flight, watch, seen, interrupts }
}

/** Fleet ms after which it was called hung, within half an hour; null: it was not. */
async function hungAfter(...args: Parameters<typeof watching>) {
  const { clock, seen } = watching(...args)
  await clock.advance(30 * MINUTE)
  return seen.hungAt
}

describe('on a server that tells only that it is busy', () => {
  it('what it is at is the first of our requests, not the one behind', async () => {
    const world = watching(() => ({ fraction: 0.8 }), { flight: { recognised: 'never' } })
    const first = flightFor()
    world.ledger.flights.unshift(first)
    await world.clock.advance(5_000)
    expect([world.flight.progress.begun === 'seen', world.flight.progress.fraction]).toEqual([false, 0])
    world.ledger.remove(first)
    await world.clock.advance(1_000)
    expect([world.flight.progress.begun === 'seen', world.flight.progress.fraction]).toEqual([true, 0.8])
  })
})

describe('when a request counts as hung', () => {
  it('is after 60 s without a change of its counters', async () => {
    expect(await hungAfter(() => ({ fraction: 0.5, pulse: '10/20' }))).toBe(61_000)
  })

  it('is counted anew with every change', async () => {
    const told = (now: number) => ({ fraction: 0.5, pulse: now < 5 * MINUTE ? String(now) : 'stuck' })
    expect(await hungAfter(told)).toBe(6 * MINUTE)
  })

  it('never comes while the counters move, however slowly', async () => {
    expect(await hungAfter((now) => ({ fraction: 0.1, pulse: String(Math.floor(now / 50_000)) }))).toBeNull()
  })

  it('waits longer for a machine whose single steps take minutes', async () => {
    const told = (now: number) => ({ fraction: 0.5, pulse: String(Math.min(3, Math.floor(now / 1000))) })
    expect(await hungAfter(told, { flight: { computeSeconds: 600 } })).toBe(3000 + 120_000)
  })

  it('is after several times the forecast where counters never moved, whatever they stand at', async () => {
    for (const fraction of [0, 0.01, 1]) {
      const told = () => ({ fraction, pulse: `active/${fraction}` })
      const flight = { computeSeconds: 300 }
      expect(await hungAfter(told, { flight })).toBe(1000 + 4 * 300_000 * 1.1)
    }
  })

  it('waits longer for one that has shown itself far slower than forecast', async () => {
    // A step each 50 s up to the fourth, then one of 130 s: slow, but not four times as slow.
    const step = (now: number) => (now < 200_000 ? Math.floor(now / 50_000) : now < 330_000 ? 4 : 5)
    const told = (now: number) => ({ fraction: step(now) / 20, pulse: `${step(now)}/20` })
    expect(await hungAfter(told)).toBe(330_000 + 4 * 130_000)
  })

  it('does not take the load of a checkpoint for a slow step', async () => {
    const told = (now: number) =>
      now < 400_000 ? { fraction: 0.01, pulse: '-1' } : { fraction: 0.3, pulse: '6/20' }
    expect(await hungAfter(told, { flight: { mayLoad: true } })).toBe(400_000 + 60_000)
  })

  it('is after 60 s without any answer to the looks', async () => {
    expect(await hungAfter(() => new WorkerFailure('unreachable', 'no answer'))).toBe(MINUTE)
  })

  it('is after ten minutes where a checkpoint may be loading', async () => {
    const flight = { mayLoad: true }
    expect(await hungAfter(() => ({ fraction: 0.01, pulse: '-1' }), { flight })).toBe(10 * MINUTE + 1000)
    expect(await hungAfter(() => ({ fraction: 0.3, pulse: '6/20' }), { flight })).toBe(61_000)
  })

  for (const at of ['idle', 'unknown', 'elsewhere', 'queued'] as const) {
    it(`is after ten minutes, or four times the forecast, of "${at}"`, async () => {
      expect(await hungAfter(() => ({ at, pulse: 'same' }))).toBe(10 * MINUTE + 1000)
      expect(await hungAfter(() => ({ at, pulse: 'same' }), { flight: { computeSeconds: 300 } })).toBe(
        20 * MINUTE + 1000,
      )
    })
  }

  it('never comes for one that waits behind another of ours', async () => {
    const { clock, ledger, flight, seen } = watching(() => ({ at: 'queued', pulse: 'In queue: 1/1' }))
    ledger.flights.unshift(flightFor())
    await clock.advance(30 * MINUTE)
    expect([seen.hungAt, flight.stateName]).toEqual([null, 'computing'])
  })

  it('never comes while the disk refuses pictures, and is counted anew after that', async () => {
    let stopped = true
    const { clock, seen } = watching(() => ({ at: 'idle', pulse: 'same' }), { storingStopped: () => stopped })
    await clock.advance(30 * MINUTE)
    expect(seen.hungAt).toBeNull()
    stopped = false
    await clock.advance(30 * MINUTE)
    expect(seen.hungAt).toBe(40 * MINUTE)
  })

  it('never comes when the request has ended, or nobody watches any more', async () => {
    const ended = watching(() => ({ pulse: 'same' }))
    ended.flight.happened({ type: 'ended', at: 0 })
    await ended.clock.advance(5 * MINUTE)
    const stopped = watching(() => ({ pulse: 'same' }))
    stopped.watch.stop()
    await stopped.clock.advance(5 * MINUTE)
    expect([ended.seen.hungAt, stopped.seen.hungAt]).toEqual([null, null])
    expect([ended.seen.looks, stopped.seen.looks]).toEqual([0, 0])
  })
})

const busyUntil = (ends: number, then: Look) => (now: number) =>
  now < ends ? { fraction: now / ends, pulse: String(now) } : then

describe('an answer that does not come', () => {
  const givenUpAt = async (...args: Parameters<typeof watching>) => {
    const { clock, seen } = watching(...args)
    await clock.advance(5 * MINUTE)
    return seen.unansweredAt
  }

  it('is given up after ten looks at a server that has left it', async () => {
    expect(await givenUpAt(busyUntil(12_000, { at: 'idle' }))).toBe(21_000)
    expect(await givenUpAt(busyUntil(12_000, { at: 'elsewhere' }))).toBe(21_000)
  })

  it('is waited for as long as such pictures take to be encoded', async () => {
    // 64 pictures of a quarter of a megapixel.
    expect(await givenUpAt(busyUntil(12_000, { at: 'idle' }), { flight: { count: 64 } })).toBe(
      12_000 + 34_000,
    )
  })

  it('is given up as well where the request was too short to be seen, once the server says that it ended it', async () => {
    expect(await givenUpAt(() => ({ at: 'idle', finished: true }))).toBe(10_000)
    expect(await givenUpAt(() => ({ at: 'idle', finished: false }))).toBeNull()
  })

  it('is not given up when the server turns to the request again', async () => {
    const told = (now: number): Look =>
      Math.floor(now / 8000) % 2 === 0 ? { fraction: 0.5, pulse: String(now) } : { at: 'idle' }
    expect(await givenUpAt(told)).toBeNull()
  })

  it('is not meant by one that has begun to come, or waits for the disk', async () => {
    const coming = watching(busyUntil(12_000, { at: 'idle' }))
    coming.flight.happened({ type: 'answer-begins', at: 0, word: null })
    await coming.clock.advance(5 * MINUTE)
    expect(coming.seen.unansweredAt).toBeNull()
    expect(await givenUpAt(busyUntil(12_000, { at: 'idle' }), { storingStopped: () => true })).toBeNull()
  })
})

describe('an answer that stops in the middle', () => {
  /** Fleet ms after which it was given up on, within half an hour, when the last of these bytes came at 12 s; null: it was not. */
  const stalledAt = async (look: (now: number) => Look, bytes: number, options: Options = {}) => {
    const { clock, flight, seen } = watching(look, options)
    clock.after(12_000, () => {
      flight.happened({ type: 'answer-begins', at: 12_000, word: null })
      flight.bytesCame(bytes, 12_000)
    })
    await clock.advance(30 * MINUTE)
    expect([seen.hungAt, seen.unansweredAt]).toEqual([null, null])
    return seen.stalledAt
  }
  type Options = Parameters<typeof watching>[1]
  const SOME = 100_000
  const beyond = (ms: number) => 12_000 + ms

  it.each(['idle', 'elsewhere'] as const)(
    'is given up after a minute of a server that is "%s"',
    async (at) => {
      expect(await stalledAt(busyUntil(12_000, { at, finished: true }), SOME)).toBe(beyond(MINUTE))
      expect(await stalledAt(busyUntil(12_000, { at, finished: false }), SOME)).toBe(beyond(MINUTE))
    },
  )

  it('is given up after a minute of a server that says nothing any more', async () => {
    const told = (now: number): Look =>
      now < 12_000 ? { pulse: String(now) } : new WorkerFailure('timeout', 'no answer')
    expect(await stalledAt(told, SOME)).toBe(beyond(MINUTE))
  })

  it('is given up behind its head as well, once the server has left it for long enough', async () => {
    expect(await stalledAt(busyUntil(40_000, { at: 'idle' }), 100)).toBe(beyond(MINUTE))
    const flight = { count: 64 }
    expect(await stalledAt(busyUntil(40_000, { at: 'idle' }), 100, { flight })).toBe(40_000 + 34_000)
  })

  it('is given up after the forecast of all of it where the server tells only that it is busy, or nothing', async () => {
    const busy = (now: number): Look => ({ pulse: String(now) })
    const unknown = (): Look => ({ at: 'unknown' })
    const flight = { computeSeconds: 300, recognised: 'never' as const }
    expect(await stalledAt(busy, SOME, { flight })).toBe(beyond(330_000))
    expect(await stalledAt(unknown, SOME, { flight })).toBe(beyond(330_000))
  })

  it('is waited for while the server counts on with the request', async () => {
    expect(await stalledAt((now) => ({ pulse: String(now) }), SOME)).toBeNull()
  })

  it('is waited for while it comes on, however slowly, but not for a trickle', async () => {
    const slow = watching(() => ({ at: 'idle', finished: true }))
    slow.flight.happened({ type: 'answer-begins', at: 0, word: null })
    const send = (bytes: number, everyMs: number) => {
      slow.flight.bytesCame(bytes, slow.clock.now())
      slow.clock.after(everyMs, () => send(bytes, everyMs))
    }
    send(1500, 55_000)
    await slow.clock.advance(30 * MINUTE)
    expect([slow.seen.stalledAt, slow.seen.hungAt]).toEqual([null, null])

    const trickle = watching(() => ({ at: 'idle', finished: true }))
    trickle.flight.happened({ type: 'answer-begins', at: 0, word: null })
    const drop = () => {
      trickle.flight.bytesCame(1, trickle.clock.now())
      trickle.clock.after(1000, drop)
    }
    trickle.flight.bytesCame(SOME, 0)
    drop()
    await trickle.clock.advance(5 * MINUTE)
    expect(trickle.seen.stalledAt).toBe(MINUTE)
  })

  it('is waited for while this machine does not read it, and from then on', async () => {
    const world = watching(() => ({ at: 'idle', finished: true }))
    world.flight.happened({ type: 'answer-begins', at: 0, word: null })
    world.flight.bytesCame(SOME, 0)
    const written = Promise.withResolvers<void>()
    const taken = world.flight.whileNotRead(written.promise, world.clock)
    await world.clock.advance(15 * MINUTE)
    expect([world.seen.stalledAt, world.seen.hungAt]).toEqual([null, null])
    written.resolve()
    await taken
    await world.clock.advance(5 * MINUTE)
    expect(world.seen.stalledAt).toBe(16 * MINUTE)
    expect(
      await stalledAt(() => ({ at: 'idle', finished: true }), SOME, { storingStopped: () => true }),
    ).toBeNull()
  })

  it('counts from the waking of this machine', async () => {
    const world = watching(() => ({ at: 'idle', finished: true }))
    world.flight.happened({ type: 'answer-begins', at: 0, word: null })
    world.flight.bytesCame(SOME, 0)
    await world.clock.advance(50_000)
    world.watch.woke(world.flight)
    await world.clock.advance(5 * MINUTE)
    expect(world.seen.stalledAt).toBe(50_000 + MINUTE)
  })
})

describe('what a look notes', () => {
  it('is when the request began, and how far it is, never backwards', async () => {
    const { clock, flight, seen } = watching(
      (now) => (now < 5000 ? { at: 'queued' } : { fraction: now < 8000 ? 0.5 : 0.2, pulse: String(now) }),
      { flight: { startsAt: 4500 } },
    )
    expect(flight.stateName).toBe('sent')
    await clock.advance(10_000)
    expect([flight.stateName, flight.progress.startsAt, flight.progress.fraction]).toEqual([
      'computing',
      4500,
      0.5,
    ])
    expect(seen.changed).toEqual(['computing'])
  })

  it('comes ten times in a short request, but never more than four times a second, and once a second when that has taken long', async () => {
    const looksWithin = async (computeSeconds: number, seconds: number) => {
      const { clock, seen } = watching((now) => ({ pulse: String(now) }), { flight: { computeSeconds } })
      await clock.advance(seconds * 1000)
      return seen.looks
    }
    expect(await looksWithin(5, 5)).toBe(10)
    expect(await looksWithin(1, 1)).toBe(4)
    expect(await looksWithin(60, 20)).toBe(20)
    // From ten seconds on it is no short one any more.
    expect((await looksWithin(1, 40)) - (await looksWithin(1, 20))).toBe(20)
  })

  it('asks for a preview no more often in a short request', async () => {
    const { clock, seen } = watching((now) => ({ pulse: String(now) }), { flight: { computeSeconds: 1 } })
    await clock.advance(10_000)
    expect(seen.previews).toBe(2)
  })

  it('is a preview, asked for at every fourth look only', async () => {
    const { clock, flight, seen } = watching((now) => ({ pulse: String(now), preview: new Uint8Array([1]) }))
    await clock.advance(20_500)
    expect([seen.looks, seen.previews]).toEqual([20, 5])
    expect(flight.progress.preview).toEqual(new Uint8Array([1]))
  })
})

describe('an unwanted request', () => {
  const active = (now: number): Look => ({ pulse: String(now), fraction: 0.5 })
  const unwant = async ({ clock, flight, interrupts }: ReturnType<typeof watching>, why: NeedEvent) => {
    flight.happened({ type: why })
    await clock.advance(5000)
    return interrupts
  }

  it('is interrupted at once, and once, when it is the active one', async () => {
    expect(await unwant(watching(active), 'job-over')).toEqual([0])
  })

  it('is interrupted when it becomes the active one, not before', async () => {
    const queued = (now: number): Look => (now < 3000 ? { at: 'queued' } : active(now))
    expect(await unwant(watching(queued), 'job-over')).toEqual([3000])
    const elsewhere = (now: number): Look => (now < 3000 ? { at: 'elsewhere' } : active(now))
    expect(await unwant(watching(elsewhere), 'job-over')).toEqual([3000])
  })

  it('is never interrupted where what runs is not known to be it', async () => {
    const world = watching(active, { flight: { recognised: 'never' } })
    expect(await unwant(world, 'job-over')).toEqual([])
  })

  it('is interrupted where only being alone tells what runs, as long as it is', async () => {
    const alone = watching(active, { flight: { recognised: 'while-alone' } })
    expect(await unwant(alone, 'job-over')).toHaveLength(1)
    const followed = watching(active, { flight: { recognised: 'while-alone' } })
    followed.ledger.add(flightFor())
    expect(await unwant(followed, 'job-over')).toEqual([])
  })

  it('is not interrupted when its answer is coming: what runs then is another one', async () => {
    const world = watching(active)
    world.flight.happened({ type: 'answer-begins', at: 0, word: null })
    expect(await unwant(world, 'job-over')).toEqual([])
  })

  it('that only lost the race is left alone while other work of ours is there', async () => {
    const world = watching(active)
    const other = flightFor()
    world.ledger.add(other)
    expect(await unwant(world, 'lost-the-race')).toEqual([])
    world.ledger.remove(other)
    await world.clock.advance(2000)
    expect(world.interrupts).toHaveLength(1)
  })

  it('of a job that is over is interrupted with other work of ours behind it', async () => {
    const world = watching(active)
    world.ledger.add(flightFor())
    expect(await unwant(world, 'job-over')).toHaveLength(1)
  })

  it('stays one of a job that is over', async () => {
    const world = watching(active)
    await unwant(world, 'job-over')
    await unwant(world, 'lost-the-race')
    expect(world.flight.state.need).toBe('job-over')
  })
})
