import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import type { GenerationParams } from '../../generation.ts'
import type { FleetWorker } from '../../ports.ts'
import { IMAGE_TO_IMAGE, inputOf, UPSCALE } from '../../speed/testing/from-others.ts'
import { createWorld, steady } from '../testing/world.ts'
import { MemoryLimits, memoryKey } from './memory-limits.ts'

const { images: _images, mode: _mode, stepScaling: _scaling, ...DEFAULTS } = DEFAULT_REQUEST
const params = (more: Partial<GenerationParams> = {}): GenerationParams => ({
  ...DEFAULTS,
  seed: 1,
  subseed: 1,
  ...more,
})
const [argon] = createWorld([{ truth: steady('argon', 5) }]).fleet.workers()
if (argon === undefined) throw new Error('no worker')
const worker = (more: Partial<FleetWorker> = {}): FleetWorker => ({ ...argon, ...more })
const most = (limits: MemoryLimits, more: Partial<GenerationParams> = {}, of = worker()) =>
  limits.most(of, 'common', params(more), 8)
const exceed = (limits: MemoryLimits, count: number) => limits.exceeded(argon.id, 'common', params(), count)
const succeed = (limits: MemoryLimits, count: number, times: number) => {
  for (let done = 0; done < times; done++) limits.succeeded(argon.id, 'common', params(), count)
}

describe('what limits are learned for', () => {
  const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
  const controlled = (units: number) => ({
    extra: { alwayson_scripts: { ControlNet: { args: Array.from({ length: units }, () => ({})) } } },
  })
  it.each<[string, Partial<GenerationParams>, string]>([
    ['a plain picture, as ever', {}, 'common|36'],
    ['one with a hires pass, by its pixels', { hires }, 'common|40'],
    ['one made from another', { imageToImage: IMAGE_TO_IMAGE }, 'common|36|img2img'],
    [
      'one with the size of its input',
      { imageToImage: { ...IMAGE_TO_IMAGE, ownSize: true }, input: inputOf(1024, 1024) },
      'common|40|img2img',
    ],
    ['one with units of ControlNet', controlled(2), 'common|36|units:2'],
    [
      'one that is made larger, without a checkpoint',
      { upscale: UPSCALE, input: inputOf(512, 512) },
      'upscale|40',
    ],
  ])('%s', (_, more, key) => {
    expect(memoryKey('common', params(more))).toBe(key)
  })
  it('makes pictures larger one by one, whatever the cap', () => {
    const more = { upscale: UPSCALE, input: inputOf(4096, 4096) }
    expect(most(new MemoryLimits(), more, worker({ pixelCap: 512 * 512 }))).toBe(1)
  })
})

describe('the largest batch', () => {
  it.each([
    ['the general setting where nothing else is known', {}, {}, 8],
    ["the worker's own setting, which may be above the general one", { maxBatch: 12 }, {}, 12],
    ['what the pixel cap allows', { pixelCap: 3 * 512 * 512 }, {}, 3],
    ['none when not one image fits under the pixel cap', { pixelCap: 512 * 512 }, { width: 1024 }, 0],
    ['the smaller of cap and setting', { pixelCap: 100 * 512 * 512, maxBatch: 2 }, {}, 2],
    ['one where the server makes one an image a call', { capabilities: { batches: false } }, {}, 1],
    [
      'none where the server makes one an image a call and the cap forbids it',
      { capabilities: { batches: false }, pixelCap: 1000 },
      {},
      0,
    ],
  ] as const)('is %s', (_, facts, request, expected) => {
    const { capabilities, ...rest } = { capabilities: {}, ...facts }
    const base = worker().capabilities
    if (base === null) throw new Error('no capabilities')
    expect(
      most(new MemoryLimits(), request, worker({ ...rest, capabilities: { ...base, ...capabilities } })),
    ).toBe(expected)
  })
})

describe('an out-of-memory answer', () => {
  it('halves the batch, again and again', () => {
    const limits = new MemoryLimits()
    expect([exceed(limits, 8), most(limits)]).toEqual([4, 4])
    expect([exceed(limits, 4), most(limits)]).toEqual([2, 2])
    expect([exceed(limits, 2), most(limits)]).toEqual([1, 1])
  })

  it('says 0 when one image did not fit, and lets the next job try one again', () => {
    const limits = new MemoryLimits()
    expect(exceed(limits, 1)).toBe(0)
    expect(most(limits)).toBe(1)
  })

  it('counts once when two requests of the same size were on their way', () => {
    const limits = new MemoryLimits()
    exceed(limits, 8)
    expect(exceed(limits, 8)).toBe(4)
    exceed(limits, 4)
    expect(exceed(limits, 8)).toBe(2)
  })

  it('is about that worker, that checkpoint and that many pixels only', () => {
    const limits = new MemoryLimits()
    exceed(limits, 8)
    expect(most(limits, { width: 1024 })).toBe(8)
    expect(most(limits, { width: 520 })).toBe(4)
    expect(limits.most(argon, 'other', params(), 8)).toBe(8)
    const [, other] = createWorld([{ truth: steady('a', 1) }, { truth: steady('b', 1) }]).fleet.workers()
    expect(other === undefined ? 0 : limits.most(other, 'common', params(), 8)).toBe(8)
  })
})

describe('what a limit is learned for', () => {
  it('is a checkpoint, known or not, and half a doubling of the pixels', () => {
    // 512x512 are 2^18 pixels, 512x768 2^18.58.
    expect(memoryKey('common', params())).toBe('common|36')
    expect(memoryKey('common', params({ height: 768 }))).toBe('common|37')
    expect(memoryKey(null, params({ width: 1024 }))).toBe('|38')
  })
  it('is kept when a server makes one image of several', () => {
    const told: unknown[] = []
    new MemoryLimits((_, key, known) => told.push([key, known])).madeOne(argon.id, 'common', params())
    expect(told).toEqual([['common|36', { most: 1, good: 1 }]])
  })
  it('is no smaller guess where the server is unknown', () => {
    expect(most(new MemoryLimits(), {}, worker({ capabilities: null }))).toBe(8)
  })
  it('is no guess where the free memory holds all that is wanted: more may be asked for later', () => {
    const limits = new MemoryLimits()
    // 512 bytes a pixel: exactly 8 images of 512x512.
    const idle = worker({ freeBytes: 8 * 512 * 512 * 512 })
    expect(most(limits, {}, idle)).toBe(8)
    expect(limits.most(worker(), 'common', params(), 12)).toBe(12)
    expect(limits.most(idle, 'common', params(), 12)).toBe(8)
  })
})

describe('a worker that makes one image of a batch of several', () => {
  it('is asked for one at a time, and for more after 20 clean batches', () => {
    const limits = new MemoryLimits()
    limits.madeOne(argon.id, 'common', params())
    expect(most(limits)).toBe(1)
    succeed(limits, 1, 20)
    expect(most(limits)).toBe(2)
    limits.madeOne(argon.id, 'common', params())
    expect(most(limits)).toBe(1)
  })
})

describe('trying upward', () => {
  it('halves what lies between, after 3 clean batches at the limit', () => {
    const limits = new MemoryLimits()
    exceed(limits, 8)
    succeed(limits, 4, 2)
    expect(most(limits)).toBe(4)
    succeed(limits, 4, 1)
    expect(most(limits)).toBe(6)
    succeed(limits, 6, 3)
    expect(most(limits)).toBe(7)
  })

  it('tries a size that was too large only after 20 more, when nothing lies between', () => {
    const limits = new MemoryLimits()
    exceed(limits, 8)
    for (const size of [4, 6]) succeed(limits, size, 3)
    succeed(limits, 7, 19)
    expect(most(limits)).toBe(7)
    succeed(limits, 7, 1)
    expect(most(limits)).toBe(8)
  })

  it('never goes back up beyond the smallest that failed', () => {
    const limits = new MemoryLimits()
    exceed(limits, 8)
    succeed(limits, 4, 3)
    expect(exceed(limits, 6)).toBe(4)
    succeed(limits, 4, 3)
    expect(most(limits)).toBe(5)
    succeed(limits, 5, 19)
    expect(most(limits)).toBe(5)
  })

  it('is not earned by smaller batches, nor before a limit was met', () => {
    const limits = new MemoryLimits()
    succeed(limits, 8, 50)
    expect(most(limits)).toBe(8)
    exceed(limits, 8)
    succeed(limits, 2, 50)
    expect(most(limits)).toBe(4)
  })

  it('falls back to what is known to fit when it fails', () => {
    const limits = new MemoryLimits()
    exceed(limits, 8)
    succeed(limits, 4, 3)
    expect([exceed(limits, 6), most(limits)]).toEqual([4, 4])
    succeed(limits, 4, 2)
    expect(most(limits)).toBe(4)
  })

  it('believes an out-of-memory answer over what used to fit', () => {
    const limits = new MemoryLimits()
    exceed(limits, 8)
    succeed(limits, 4, 5)
    expect([exceed(limits, 4), most(limits)]).toEqual([2, 2])
  })

  it('leads up from one image too', () => {
    const limits = new MemoryLimits()
    exceed(limits, 2)
    succeed(limits, 1, 20)
    expect(most(limits)).toBe(2)
  })
})

describe('over a restart', () => {
  it('what was learned comes back with the worker, and is told whenever it changes', () => {
    const told: unknown[] = []
    const before = new MemoryLimits((id, key, known) => told.push({ id, key, known }))
    exceed(before, 8)
    succeed(before, 4, 3)
    const key = memoryKey('common', params())
    expect(told).toEqual([
      { id: argon.id, key, known: { most: 4, good: 0 } },
      { id: argon.id, key, known: { most: 6, good: 4 } },
    ])
    const speed = { ...argon.speed, memory: { [key]: { most: 4, good: 2 } } }
    const after = new MemoryLimits()
    expect(most(after, {}, worker({ speed }))).toBe(4)
    expect(exceed(after, 4)).toBe(2)
    expect(most(after, {}, worker({ speed }))).toBe(2)
    expect(most(after, { width: 1024 }, worker({ speed }))).toBe(8)
  })
})

describe('a first guess from free memory', () => {
  const GIB = 2 ** 30
  const large = { width: 2048, height: 2048 }
  it.each([
    ['keeps off what cannot fit', 5 * GIB, large, 2],
    ['never forbids a single image', 0, large, 1],
    ['says nothing where enough is free', 5 * GIB, {}, 8],
    ['is not made where the server does not tell', null, large, 8],
  ])('%s', (_, freeBytes, request, expected) => {
    expect(most(new MemoryLimits(), request, worker({ freeBytes }))).toBe(expected)
  })

  it('gives way to what is learned, up and down', () => {
    const limits = new MemoryLimits()
    const idle = worker({ freeBytes: 0.5 * GIB })
    expect(most(limits, {}, idle)).toBe(4)
    succeed(limits, 4, 20)
    expect(most(limits, {}, idle)).toBe(6)
    expect(exceed(limits, 6)).toBe(4)
    expect(most(limits, {}, worker({ freeBytes: 50 * GIB }))).toBe(4)
  })
})
