import { describe, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { JobId, WorkerId } from '../../../../shared/ids.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { inWords } from '../../../../shared/words/say.ts'
import { TributaryError } from '../../failure.ts'
import type { RawImage } from '../../generation.ts'
import type { ImageMeta } from '../../ports.ts'
import { MemorySink } from '../testing/memory-sink.ts'
import { VirtualClock } from '../testing/virtual-clock.ts'
import { RetryingSink } from './retrying-sink.ts'

const full = () => new TributaryError('storage-full', 'The disk is full.', 'Make room.')
const raw: RawImage = {
  position: 0,
  bytes: new Uint8Array(3),
  format: 'png',
  width: 512,
  height: 512,
  infotext: null,
}
const meta = (index: number): ImageMeta => ({
  jobId: JobId.parse('job'),
  jobNumber: 1,
  index,
  seed: index,
  subseed: index,
  bonus: false,
  workerId: WorkerId.parse('argon'),
  workerName: 'argon',
  request: DEFAULT_REQUEST,
  infotext: null,
  flags: [],
  seconds: null,
})

function world() {
  const clock = new VirtualClock()
  const sink = new MemorySink()
  const told: (Problem['kind'] | null)[] = []
  const patient = new RetryingSink({
    sink,
    clock,
    retryEveryMs: () => 5000,
    onTrouble: (problem) => told.push(problem?.kind ?? null),
  })
  const store = async (index: number, signal = new AbortController().signal) =>
    patient.commit(await patient.spool(raw, signal), meta(index), signal)
  return { clock, sink, told, patient, store }
}

describe('storing on a disk that fills up', () => {
  it('stores at once while there is room, and says nothing', async () => {
    const { clock, told, store } = world()
    const image = await clock.run(store(3))
    expect([image.index, clock.now(), told]).toEqual([3, 0, []])
  })

  it('waits while it is full and loses nothing when it is free again', async () => {
    const { clock, sink, told, patient, store } = world()
    sink.trouble = full()
    const all = Promise.all([0, 1, 2, 3].map((index) => store(index)))
    await clock.advance(62_000)
    expect(sink.stored).toEqual([])
    expect(patient.problem?.kind).toBe('storage-full')
    sink.trouble = null
    await clock.run(all)
    expect(sink.indexes().sort()).toEqual([0, 1, 2, 3])
    expect(clock.now()).toBeLessThanOrEqual(65_000)
    expect(told).toEqual(['storage-full', null])
    expect(patient.problem).toBeNull()
  })

  it('says while it tries again, and only then, that it goes on by itself', async () => {
    const { clock, sink, patient, store } = world()
    sink.trouble = full()
    expect(full().remedy).toEqual(plainText('Make room.'))
    const stored = store(0)
    await clock.advance(1000)
    expect(inWords(patient.problem?.remedy ?? '')).toBe('Make room. Storing continues by itself.')
    sink.trouble = null
    await clock.run(stored)
  })

  it('tries no more once it is stopped, and leaves what waits where it is spooled', async () => {
    const { clock, sink, patient } = world()
    const { signal } = new AbortController()
    const spooled = await patient.spool(raw, signal)
    sink.trouble = full()
    let settled = false
    void patient.commit(spooled, meta(0), signal).finally(() => {
      settled = true
    })
    await clock.advance(1000)
    patient.stop()
    sink.trouble = null
    await clock.advance(60_000)
    expect([settled, sink.indexes(), sink.spooledNow]).toEqual([false, [], 1])
    sink.trouble = full()
    void patient.commit(spooled, meta(1), signal)
    await clock.advance(60_000)
    sink.trouble = null
    await clock.advance(60_000)
    expect(sink.indexes()).toEqual([])
  })

  it('waits between writing and renaming too', async () => {
    const { clock, sink, patient } = world()
    const { signal } = new AbortController()
    const spooled = await patient.spool(raw, signal)
    sink.trouble = full()
    const done = patient.commit(spooled, meta(0), signal)
    await clock.advance(20_000)
    sink.trouble = null
    await clock.run(done)
    expect(sink.indexes()).toEqual([0])
    expect(sink.spooledNow).toBe(0)
  })

  it.each([
    ['commit', 'spool'],
    ['spool', 'commit'],
  ] as const)('does not think that %s works again because %s does', async (broken, working) => {
    const { clock, sink, told, patient, store } = world()
    const { signal } = new AbortController()
    const spooled = await patient.spool(raw, signal)
    const refused = vi.spyOn(sink, broken).mockRejectedValue(full())
    const stuck = broken === 'commit' ? patient.commit(spooled, meta(0), signal) : patient.spool(raw, signal)
    await clock.advance(12_000)
    if (working === 'spool') await patient.spool(raw, signal)
    else await patient.commit(spooled, meta(0), signal)
    expect([told, patient.problem?.kind]).toEqual([['storage-full'], 'storage-full'])
    refused.mockRestore()
    await clock.run(stuck)
    expect([told, patient.problem]).toEqual([['storage-full', null], null])
    await clock.run(store(5))
    expect(told).toHaveLength(2)
  })

  it('tries at once when asked to', async () => {
    const { clock, sink, patient, store } = world()
    sink.trouble = full()
    const done = store(0)
    await clock.advance(100)
    sink.trouble = null
    patient.retryNow()
    await clock.run(done)
    expect(clock.now()).toBe(100)
  })

  it('says so again when the trouble turns into another', async () => {
    const { clock, sink, told, store } = world()
    sink.trouble = full()
    const done = store(0)
    await clock.advance(6000)
    sink.trouble = new TributaryError('storage-denied', 'The folder is read-only.')
    await clock.advance(6000)
    sink.trouble = null
    await clock.run(done)
    expect(told).toEqual(['storage-full', 'storage-denied', null])
  })

  it('gives up with the reason when nobody waits for the picture any more', async () => {
    const { clock, sink, store } = world()
    sink.trouble = full()
    const stop = new AbortController()
    const done = store(0, stop.signal)
    const outcome = expect(done).rejects.toMatchObject({ kind: 'storage-full' })
    await clock.advance(1000)
    stop.abort()
    await outcome
  })

  it('does not stay troubled when the last picture that waited was given up', async () => {
    const { clock, sink, told, patient, store } = world()
    sink.trouble = full()
    const stop = new AbortController()
    const [first, second] = [store(0, stop.signal), store(1)]
    const outcome = expect(first).rejects.toMatchObject({ kind: 'storage-full' })
    await clock.advance(1000)
    stop.abort()
    await outcome
    expect(patient.problem?.kind).toBe('storage-full')
    sink.trouble = null
    await clock.run(second)
    expect(told).toEqual(['storage-full', null])

    sink.trouble = full()
    const alone = new AbortController()
    const third = expect(store(2, alone.signal)).rejects.toMatchObject({ kind: 'storage-full' })
    await clock.advance(1000)
    alone.abort()
    await third
    expect(patient.problem).toBeNull()
  })

  it('does not stay troubled when that happens in the middle of a try', async () => {
    const { clock, sink, told, patient, store } = world()
    sink.trouble = full()
    sink.busy = () => new Promise((resolve) => clock.after(2000, resolve))
    const stop = new AbortController()
    const outcome = expect(store(0, stop.signal)).rejects.toMatchObject({ kind: 'storage-full' })
    await clock.advance(8000)
    stop.abort()
    await clock.advance(2000)
    await outcome
    expect([patient.problem, told]).toEqual([null, ['storage-full', null]])
  })

  it('passes on at once what is no matter of the disk', async () => {
    const { sink, told, store } = world()
    sink.trouble = new TributaryError('internal', 'The index is broken.')
    await expect(store(0)).rejects.toMatchObject({ kind: 'internal' })
    expect(told).toEqual([])
  })

  it('does not mind a temporary file that cannot be removed', async () => {
    const { sink, patient } = world()
    const spooled = await patient.spool(raw, new AbortController().signal)
    sink.discard = () => Promise.reject(full())
    await expect(patient.discard(spooled)).resolves.toBeUndefined()
  })
})
