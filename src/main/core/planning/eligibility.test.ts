import { describe, expect, it } from 'vitest'
import { canonicalCheckpointName } from '../../../shared/names/checkpoints.ts'
import { plainText, reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { capabilityFacts } from '../../sdwui/protocol/capability-facts.ts'
import { VirtualClock } from '../dispatch/testing/virtual-clock.ts'
import { VirtualFleet } from '../dispatch/testing/virtual-fleet.ts'
import { steady } from '../dispatch/testing/world.ts'
import { checkpointHandle, checkpointOn, loadedHandle } from '../names/on-worker.ts'
import type { FleetWorker } from '../ports.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { eligibilityOf } from './eligibility.ts'
import { loadSecondsOf, needsLoad, planningWorkerOf } from './fleet-view.ts'

/** A worker of the usual kind that has these lists. */
function workerWith(capabilities: Partial<Capabilities>, more: Partial<FleetWorker> = {}): FleetWorker {
  const fleet = new VirtualFleet(new VirtualClock(), [
    { truth: steady('argon', 20), belief: { capabilities } },
  ])
  const [worker] = fleet.workers()
  if (worker === undefined) throw new Error('the fleet is empty')
  return { ...worker, ...more }
}
const checkpoint = (title: string, name: string, hash: string | null = null) => ({
  title,
  name,
  hash,
  sha256: null,
})

const told = (why: Reason | null) => (why === null ? null : inWords(why))

const settings = (samplesFormat: string | null) => ({
  ...{ clipSkip: 1, vae: 'Automatic', modules: null, fixedVae: null, samplesFormat, pngInfo: true },
})

const script = { alwayson_scripts: { ADetailer: { args: [] } } }

const HIRES = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
const refiner = { checkpoint: 'refiner_1', switchAt: 0.8 }
const matrix = (...args: (string | boolean | number)[]) => ({ script: { title: 'Prompt Matrix', args } })
const MATRIX = {
  scripts: ['prompt matrix'],
  scriptArguments: {
    'prompt matrix': [
      { label: 'At the start', choices: null },
      { label: 'Select prompt', choices: ['positive', 'negative'] },
    ],
  },
}

describe('who may take part in a request with all of its fields', () => {
  it.each<[string, Partial<Capabilities>, Parameters<typeof paramsFor>[0], string | null]>([
    ['lacks the refiner', {}, { refiner }, 'checkpoint refiner_1 is missing'],
    [
      'has the refiner',
      { checkpoints: ['common', 'x/refiner_1'].map((name) => checkpoint(name, name.slice(-9))) },
      { refiner },
      null,
    ],
    [
      'lacks the checkpoint of the second pass',
      {},
      { hires: { ...HIRES, checkpoint: 'absent' } },
      'checkpoint absent is missing',
    ],
    [
      'lacks the sampler of the second pass',
      { samplers: ['Euler a'] },
      { hires: { ...HIRES, sampler: 'Heun' } },
      'sampler Heun is missing',
    ],
    [
      'lacks the schedule of the second pass',
      { samplers: ['Euler a'], schedulers: ['Automatic'] },
      { hires: { ...HIRES, scheduler: 'Karras' } },
      'schedule Karras is missing',
    ],
    ['lacks the option', { optionKeys: ['a'] }, { overrides: { a: 1, b: 2 } }, 'option b is missing'],
    ['has the options', { optionKeys: ['a', 'b'] }, { overrides: { a: 1, b: 2 } }, null],
    ['does not tell its options', { optionKeys: null }, { overrides: { a: 1 } }, null],
    ['has the script', MATRIX, matrix(true, 'positive'), null],
    ['is given a choice by its number', MATRIX, matrix(true, 1), null],
    ['does not tell its scripts', {}, matrix(), null],
    ['lacks the script', { scripts: ['x/y/z plot'] }, matrix(), 'script Prompt Matrix is missing'],
    [
      'takes another number of arguments',
      MATRIX,
      matrix(true),
      'its script Prompt Matrix takes 2 arguments, not 1',
    ],
    [
      'does not have the choice',
      MATRIX,
      matrix(true, 'both'),
      'its script Prompt Matrix does not know both as Select prompt',
    ],
    [
      'is asked for img2img, where it has other scripts',
      { ...MATRIX, img2imgScripts: ['sd upscale'] },
      { ...matrix(true, 'positive'), imageToImage: {} as never },
      'script Prompt Matrix is missing',
    ],
    ['is of a kind without refiner', capabilityFacts('sdnext'), { refiner }, 'its server has no refiner'],
    [
      'is of a kind without faces',
      capabilityFacts('sdnext'),
      { restoreFaces: true },
      'its server does not restore faces',
    ],
    ['is told to leave faces as they are', capabilityFacts('sdnext'), { restoreFaces: false }, null],
    ['is of a kind that tiles', capabilityFacts('sdnext'), { tiling: true }, null],
    [
      'is of a kind that does not',
      capabilityFacts('sdcpp'),
      { tiling: true },
      'its server makes no tiling pictures',
    ],
    [
      'is of a kind without options',
      capabilityFacts('koboldcpp'),
      { overrides: { a: 1 } },
      'its server takes no options with a request',
    ],
    [
      'is of a kind without prompts of the second pass',
      capabilityFacts('sdcpp'),
      { hires: { ...HIRES, negativePrompt: 'blur' } },
      'its hires fix takes no prompts of its own',
    ],
    [
      'is of a kind that takes a size of the second pass',
      capabilityFacts('sdcpp'),
      { hires: { ...HIRES, width: 1024 } },
      null,
    ],
  ])('a server that %s', (_, capabilities, params, why) => {
    expect(told(eligibilityOf(paramsFor(params), workerWith(capabilities)))).toBe(why)
  })
})

describe('who may take part', () => {
  it.each<[string, Partial<Capabilities>, Parameters<typeof paramsFor>[0], string | null]>([
    ['has everything', { samplers: ['Euler a'] }, {}, null],
    ['has the script', { scripts: ['adetailer', 'extra options'] }, { extra: script }, null],
    ['does not tell its scripts', { scripts: null }, { extra: script }, null],
    ['lacks the script', { scripts: ['extra options'] }, { extra: script }, 'script ADetailer is missing'],
    ['has no scripts', { lacks: ['scripts'] }, { extra: script }, 'its server has no scripts'],
    ['sends pictures as JPEG', { settings: settings('JPEG') }, {}, null],
    ['does not tell how it sends pictures', { settings: settings(null) }, {}, null],
    [
      'sends pictures as nobody reads them',
      { settings: settings('avif') },
      {},
      'its samples_format is avif: set it to png, jpg or webp in its settings',
    ],
    ['names its sampler in other letters', { samplers: ['EULER A'] }, {}, null],
    ['spells its sampler otherwise', { samplers: ['euler_a'] }, {}, null],
    [
      'has the two as one name',
      { samplers: ['DPM++ 2M Karras'] },
      { sampler: 'DPM++ 2M', scheduler: 'Karras' },
      null,
    ],
    [
      'has the two apart',
      { samplers: ['DPM++ 2M'], schedulers: ['Karras'] },
      { sampler: 'DPM++ 2M Karras' },
      null,
    ],
    [
      'lacks the schedule that is in the name of the sampler',
      { samplers: ['DPM++ 2M'], schedulers: ['Beta'] },
      { sampler: 'DPM++ 2M Karras' },
      'schedule Karras is missing',
    ],
    [
      'has two files of one name',
      { checkpoints: [checkpoint('a/x.ckpt', 'x'), checkpoint('b/x.ckpt', 'x')] },
      { checkpoint: 'x' },
      'two files named x: choose one by its full title',
    ],
    [
      'has two files of one name, and one is chosen by its title',
      { checkpoints: [checkpoint('a/x.ckpt', 'x'), checkpoint('b/x.ckpt', 'x')] },
      { checkpoint: 'b/x.ckpt' },
      null,
    ],
    [
      'has another file of that name',
      { checkpoints: [checkpoint('a/x.ckpt', 'x')] },
      { checkpoint: 'b/x.ckpt' },
      'its checkpoint x is in another folder: choose one by its full title',
    ],
    [
      'has a file of that name with another hash',
      { checkpoints: [checkpoint('x.ckpt', 'x', '0123456789')] },
      { checkpoint: 'x.ckpt [abcdef0123]' },
      'its checkpoint x is a different file (hash 0123456789, not abcdef0123)',
    ],
    ['gives no lists', { samplers: null, checkpoints: null }, { checkpoint: 'x' }, null],
    ['lacks the checkpoint', {}, { checkpoint: 'dreamshaper_8' }, 'checkpoint dreamshaper_8 is missing'],
    [
      'makes no hires pass',
      capabilityFacts('koboldcpp'),
      { hires: { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 } },
      'its server has no hires fix',
    ],
    ['lacks the sampler', { samplers: ['Euler'] }, {}, 'sampler Euler a is missing'],
    [
      'lacks the schedule',
      { schedulers: ['Automatic'] },
      { scheduler: 'Karras' },
      'schedule Karras is missing',
    ],
    ['need not know the automatic schedule', { schedulers: [] }, { scheduler: 'Automatic' }, null],
    ['lacks the VAE', { vaes: [] }, { vae: 'x.pt' }, 'VAE x.pt is missing'],
    ['needs no VAE of its own', { vaes: [] }, { vae: 'Automatic' }, null],
    ['lacks a LoRA', { loras: ['Detail'] }, { prompt: 'a <lora:detail:1>' }, 'LoRA detail is missing'],
    [
      'lacks a LoRA of a line that may be drawn',
      { loras: ['ink'] },
      { prompt: 'a __place__', wildcards: { lists: new Map(), loras: ['ink', 'sea'] } },
      'LoRA sea is missing',
    ],
    [
      'lacks the upscaler',
      { upscalers: ['None'] },
      { hires: { scale: 2, upscaler: 'ESRGAN', steps: 0, denoisingStrength: 0.5 } },
      'upscaler ESRGAN is missing',
    ],
    [
      'lists its latent upscalers, without this one',
      { upscalers: ['None'], latentUpscalers: [] },
      { hires: { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 } },
      'upscaler Latent is missing',
    ],
    [
      'upscales latents without a list',
      { upscalers: [] },
      { hires: { scale: 2, upscaler: 'Latent (bicubic)', steps: 0, denoisingStrength: 0.5 } },
      null,
    ],
  ])('a worker that %s', (_, capabilities, params, why) => {
    expect(told(eligibilityOf(paramsFor(params), workerWith(capabilities)))).toBe(why)
  })
  it('not a worker that is switched off or away', () => {
    expect(told(eligibilityOf(paramsFor(), workerWith({}, { lane: 'off' })))).toBe('switched off')
    const away = workerWith(
      {},
      { available: false, unavailableReason: plainText('paused after three failures') },
    )
    expect(told(eligibilityOf(paramsFor(), away))).toBe('paused after three failures')
  })
  it('not a worker that is away without a word', () => {
    expect(
      told(eligibilityOf(paramsFor(), workerWith({}, { available: false, unavailableReason: null }))),
    ).toBe(inWords(reason('planning.not-available')))
  })
  it('a worker of which nothing is known', () => {
    expect(eligibilityOf(paramsFor({ vae: 'x.pt' }), workerWith({}, { capabilities: null }))).toBeNull()
  })
  it('not a worker without any checkpoint, if that is what it says', () => {
    const none = reason('planning.no-checkpoint')
    const asked = paramsFor({ checkpoint: null })
    expect(eligibilityOf(asked, workerWith({ checkpoints: [], loadedCheckpoint: null }))).toEqual(none)
    expect(eligibilityOf(asked, workerWith({ checkpoints: [], loadedCheckpoint: 'x' }))).toBeNull()
    expect(eligibilityOf(asked, workerWith({ checkpoints: null, loadedCheckpoint: null }))).toBeNull()
  })
  it.each([
    ['png', true],
    ['jpg', true],
    ['jpeg', true],
    ['WebP', true],
    ['apng', false],
    ['png8', false],
    ['jpeeg', false],
  ])('a worker that sends %s: %s', (format, can) => {
    expect(eligibilityOf(paramsFor(), workerWith({ settings: settings(format) })) === null).toBe(can)
  })
  it('says of a format no more than a line holds', () => {
    expect(eligibilityOf(paramsFor(), workerWith({ settings: settings('x'.repeat(41)) }))).toEqual(
      reason('planning.unreadable-format', { format: 'x'.repeat(40) }),
    )
  })
  it.each([
    ['soft.pt', ['SOFT.pt', 'hard.pt'], true],
    ['soft', ['soft.pt'], false],
    ['none', [], true],
    ['AUTOMATIC', [], true],
    ['automatic.pt', [], false],
    ['my none', [], false],
    ['soft.pt', null, true],
  ])('a worker asked for VAE %s that lists %j: %s', (vae, vaes, can) => {
    expect(eligibilityOf(paramsFor({ vae }), workerWith({ vaes })) === null).toBe(can)
  })
  it('a worker without hires fix, as long as none is asked for', () => {
    expect(eligibilityOf(paramsFor({ hires: null }), workerWith({ hiresPass: false }))).toBeNull()
  })
  it('not a worker whose answers showed that it makes other sizes', () => {
    const worker = workerWith({})
    const steps = { ...worker, speed: { ...worker.speed, sizeStepPx: 64 } }
    expect(eligibilityOf(paramsFor({ width: 1000 }), steps)).toEqual(reason('planning.size-step', { px: 64 }))
    expect(eligibilityOf(paramsFor({ width: 640 }), steps)).toBeNull()
  })
  it('asks for the checkpoint of the worker where a person set one', () => {
    const own = workerWith({ checkpoints: [checkpoint('own.ckpt', 'own')] }, { checkpointOverride: 'own' })
    expect(eligibilityOf(paramsFor({ checkpoint: 'elsewhere' }), own)).toBeNull()
  })
})

describe('a checkpoint named with its hash is resolved alike, whatever it is for', () => {
  const uses: [string, (named: string) => Parameters<typeof paramsFor>[0]][] = [
    ['the pictures', (named) => ({ checkpoint: named })],
    ['the refiner', (named) => ({ refiner: { checkpoint: named, switchAt: 0.8 } })],
    ['the hires fix', (named) => ({ hires: { ...HIRES, checkpoint: named } })],
  ]
  const listed = checkpoint('sd15/x.ckpt', 'x', '0123456789')
  const unhashed = checkpoint('sd15/x.ckpt', 'x')
  describe.each(uses)('%s', (_, asked) => {
    it.each([
      ['its hash', listed, 'x [0123456789]', null],
      ['its whole title', listed, 'sd15/x.ckpt [0123456789]', null],
      ['its hash and another name', listed, 'renamed [0123456789]', null],
      [
        'another hash',
        listed,
        'x [abcdef0123]',
        'its checkpoint x is a different file (hash 0123456789, not abcdef0123)',
      ],
      // Nobody knows before it is used: the answer is held against the hash.
      ['a hash, not hashed there yet', unhashed, 'x [abcdef0123]', null],
      ['eights, which say nothing', listed, 'x [8888888888]', null],
      ['brackets that hold no hash', listed, 'x [v2]', 'checkpoint x [v2] is missing'],
    ])('with %s', (__, entry, named, expected) => {
      const lists = { checkpoints: [checkpoint('common', 'common'), entry] }
      expect(told(eligibilityOf(paramsFor(asked(named)), workerWith(lists)))).toBe(expected)
    })
  })
})

describe('a checkpoint by its name', () => {
  it.each([
    ['sub/dir\\v1-5.safetensors [abcdef0123]', 'v1-5'],
    ['v1-5.ckpt', 'v1-5'],
    ['v1-5', 'v1-5'],
    ['model.v2', 'model.v2'],
  ])('%s is %s', (title, name) => {
    expect(canonicalCheckpointName(title)).toBe(name)
  })
  it('is found by its hash first, whatever it is called there', () => {
    const { capabilities } = workerWith({
      checkpoints: [checkpoint('a.safetensors', 'a'), checkpoint('b.safetensors', 'b', 'abcdef0123')],
    })
    expect(checkpointOn(capabilities, 'a [abcdef0123]')?.name).toBe('b')
    expect(checkpointOn(capabilities, 'a [8888888888]')?.name).toBe('a')
    expect(checkpointOn(capabilities, 'c')).toBeNull()
  })
})

describe('one of two checkpoints of one name', () => {
  const checkpoints = [
    checkpoint('a/x.ckpt', 'x'),
    checkpoint('b/x.ckpt', 'x'),
    checkpoint('sub/y.ckpt', 'y'),
  ]
  const { capabilities } = workerWith({ checkpoints })
  it('is sent by its title, any other by its bare name', () => {
    expect(checkpointHandle(capabilities, 'b\\x.ckpt')).toBe('b/x.ckpt')
    expect(checkpointHandle(capabilities, 'sub/y.ckpt')).toBe('y')
  })
  it('is not the one in memory because that has the same name', () => {
    const worker = workerWith({ checkpoints, loadedCheckpoint: 'a/x.ckpt' })
    expect(needsLoad(worker, paramsFor({ checkpoint: 'b/x.ckpt' }))).toBe(true)
    expect(needsLoad(worker, paramsFor({ checkpoint: 'a/x.ckpt' }))).toBe(false)
  })
  it('is recognised by how answers write folders', () => {
    expect(loadedHandle(checkpoints, 'b_x', null)).toBe('b/x.ckpt')
    expect(loadedHandle(checkpoints, 'sub_y', null)).toBe('y')
    const worker = workerWith({ checkpoints, loadedCheckpoint: 'sub_y' })
    expect(needsLoad(worker, paramsFor({ checkpoint: 'y' }))).toBe(false)
  })
})

describe('a worker as the planner sees it', () => {
  const facts = { releaseSeconds: 4, maxBatch: 8, wall: 0 }
  it('is later by the load of a checkpoint it does not have in memory', () => {
    const cold = workerWith({ loadedCheckpoint: 'other' })
    expect(needsLoad(cold, paramsFor())).toBe(true)
    const view = planningWorkerOf(cold, paramsFor(), facts)
    expect(view).toMatchObject({ warm: false, releaseSeconds: 4 + loadSecondsOf(cold) })
  })
  it('is warm when nobody knows what it has in memory', () => {
    expect(planningWorkerOf(workerWith({ loadedCheckpoint: null }), paramsFor(), facts)).toMatchObject({
      warm: true,
      releaseSeconds: 4,
    })
  })
  it("waits for somebody else's work there", () => {
    const busy = workerWith({}, { busyElsewhereMs: 3000 })
    expect(planningWorkerOf(busy, paramsFor(), facts).releaseSeconds).toBe(7)
  })
})
