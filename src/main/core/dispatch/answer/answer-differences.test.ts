import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { ImageIndex, TaskId } from '../../../../shared/ids.ts'
import { readInfotext } from '../../../../shared/infotext.ts'
import { inWords } from '../../../../shared/words/say.ts'
import type { Capabilities } from '../../../../shared/worker.ts'
import type { AnswerInfo, BatchRequest, GenerationParams } from '../../generation.ts'
import { sentNames } from '../../names/on-worker.ts'
import { differenceOf } from './answer-differences.ts'
import { isScheduleUnconfirmed } from './sampling-told.ts'

const { images: _images, mode: _mode, stepScaling: _scaling, ...DEFAULTS } = DEFAULT_REQUEST

const asked = (params: Partial<GenerationParams>, checkpoint: string | null = null): BatchRequest => ({
  taskId: TaskId.parse('tributary-1'),
  params: { ...DEFAULTS, seed: 1, subseed: 1, ...params },
  firstIndex: ImageIndex.parse(0),
  count: 1,
  seed: 1,
  subseed: 1,
  checkpoint,
  saveOnWorker: false,
})
const read = (pairs: string) => readInfotext(`cows\nSteps: 20, Seed: 1, CFG scale: 7, ${pairs}`)
const told = (more: Partial<AnswerInfo>): AnswerInfo => ({
  indexOfFirstImage: 0,
  allSeeds: null,
  allSubseeds: null,
  infotexts: null,
  samplerName: null,
  checkpointName: null,
  checkpointHash: null,
  version: null,
  ...more,
})
const sdcpp = (lists: Partial<Capabilities>): Capabilities => ({
  kind: 'sdcpp',
  version: null,
  checkpoints: null,
  samplers: null,
  schedulers: null,
  upscalers: null,
  vaes: null,
  loras: null,
  loadedCheckpoint: null,
  queuesInOrder: false,
  taskIds: false,
  batches: true,
  openToAll: false,
  ...lists,
})
const flag = (request: BatchRequest, pairs: string | null, info: AnswerInfo | null = null) =>
  differenceOf(request, pairs === null ? null : read(pairs), info, null)?.flag ?? null

describe('the checkpoint of a picture', () => {
  it.each([
    ['the same name', 'dreamshaper_8', 'Model: dreamshaper_8', null],
    ['another case', 'DreamShaper_8', 'Model: dreamshaper_8', null],
    ['its folder in front, as servers write it', 'dreamshaper_8', 'Model: sd15_dreamshaper_8', null],
    [
      'the title that was asked for',
      'sd15/dreamshaper_8.safetensors [879db523c3]',
      'Model: dreamshaper_8',
      null,
    ],
    ['another one', 'dreamshaper_8', 'Model: anything_v3', 'other-checkpoint'],
    [
      'a namesake with another hash',
      'a/model.safetensors [879db523c3]',
      'Model hash: 0123456789, Model: model',
      'other-checkpoint',
    ],
    [
      'a namesake with the right hash, told in full',
      'a/model.safetensors [879db523c3]',
      'Model hash: 879db523c30d3b9017143d56705015e15a2cb5628762c11d086fed9538abd7fd, Model: model',
      null,
    ],
    ['a namesake in another folder', 'a/model.safetensors', 'Model: b_model', 'other-checkpoint'],
    ['its own folder, as servers write it', 'a/model.safetensors', 'Model: a_model', null],
    [
      'a hash of old versions, which is no beginning of a new one',
      'a/model.safetensors [81761151]',
      'Model hash: 0123456789, Model: model',
      null,
    ],
    [
      'the placeholder of a server that does not hash',
      'a/model.safetensors [879db523c3]',
      'Model hash: 8888888888, Model: model',
      null,
    ],
  ] as const)('%s', (_, checkpoint, pairs, expected) => {
    expect(flag(asked({}, checkpoint), pairs)).toBe(expected)
  })

  it('is looked up in the answer where the picture does not say', () => {
    const request = asked({}, 'dreamshaper_8')
    expect(flag(request, null, told({ checkpointName: 'anything_v3' }))).toBe('other-checkpoint')
    expect(flag(request, null, told({}))).toBeNull()
    expect(flag(request, null)).toBeNull()
  })

  it('may be any when none was asked for', () => {
    expect(flag(asked({}), 'Model: anything_v3')).toBeNull()
  })
})

describe('the sampler and schedule of a picture', () => {
  it.each([
    ['Euler a', 'Automatic', 'Sampler: Euler a', null],
    ['Euler a', 'Automatic', 'Sampler: Euler a, Schedule type: Automatic', null],
    ['Euler a', 'Automatic', 'Sampler: euler_a', null],
    ['Euler a', 'Automatic', 'Sampler: Euler', 'other-sampler'],
    ['DPM++ 2M', 'Karras', 'Sampler: DPM++ 2M, Schedule type: Karras', null],
    ['DPM++ 2M', 'Karras', 'Sampler: DPM++ 2M Karras', null],
    ['DPM++ 2M', 'Automatic', 'Sampler: DPM++ 2M Karras', null],
    ['DPM++ 2M', 'Exponential', 'Sampler: DPM++ 2M Karras', 'other-sampler'],
    ['DPM++ 2M Karras', 'Automatic', 'Sampler: DPM++ 2M, Schedule type: Karras', null],
    ['DPM++ 2M', 'sgm_uniform', 'Sampler: DPM++ 2M, Schedule type: SGM Uniform', null],
    ['DPM++ 2M', 'Automatic', 'Sampler: DPM++ 2M, Schedule type: Karras', null],
    // What 1.10 falls back to for a sampler, and for a schedule, it does not know.
    ['DPM++ 2M SDE', 'Automatic', 'Sampler: DPM++ 2M', 'other-sampler'],
    ['DPM++ 2M SDE Heun', 'Karras', 'Sampler: DPM++ 2M', 'other-sampler'],
    ['DPM++ 2M', 'Beta', 'Sampler: DPM++ 2M, Schedule type: Automatic', 'other-sampler'],
    ['DPM++ 2M', 'Automatic', 'Sampler: DPM++ 2M SDE', 'other-sampler'],
    ['DDIM', 'Karras', 'Sampler: DDIM', null],
    // stable-diffusion.cpp joins the two; `discrete` is its name for Normal.
    ['Euler a', 'Karras', 'Sampler: euler_a karras', null],
    ['Euler a', 'Automatic', 'Sampler: euler_a discrete', null],
    ['Euler a', 'Normal', 'Sampler: euler_a discrete', null],
    ['Euler a', 'Karras', 'Sampler: euler_a discrete', 'other-sampler'],
    ['DPM++ 2S a', 'Automatic', 'Sampler: dpm++2s_a', null],
    ['DPM++ 2M', 'Automatic', 'Sampler: DPMSolverMultistepScheduler', null],
    ['dpmpp_2m', 'Automatic', 'Sampler: DPM++ 2M', null],
    // A word that nobody knows is no difference.
    ['Euler a', 'Karras', 'Sampler: euler_a bong_tangent', null],
    ['Euler a', 'smoothstep', 'Sampler: euler_a smoothstep', null],
    ['Euler a', 'Automatic', 'Sampler: Heavy Ball', null],
    ['Heavy Ball', 'Automatic', 'Sampler: DPM++ 2M', 'other-sampler'],
    // Nobody told that it has this sampler.
    ['Euler a', 'Automatic', 'Sampler: NONE', 'other-sampler'],
  ] as const)('%s with %s, answered with "%s"', (sampler, scheduler, pairs, expected) => {
    expect(flag(asked({ sampler, scheduler }), pairs)).toBe(expected)
  })

  it('is its own choice where that is what its list offers', () => {
    const names = sentNames(sdcpp({ samplers: ['default', 'euler'] }), {
      sampler: 'default',
      scheduler: 'Automatic',
      hires: null,
    })
    const request = { ...asked({ sampler: 'default' }), names }
    expect(flag(request, 'Sampler: NONE')).toBeNull()
    expect(flag(request, 'Sampler: NONE karras')).toBeNull()
  })

  it("is compared with the server's own lists where nobody else knows a name", () => {
    const lists = sdcpp({ samplers: ['euler', 'heavy', 'light'], schedulers: ['karras', 'wave'] })
    const names = (sampler: string, scheduler: string) => ({
      ...asked({ sampler, scheduler }),
      names: sentNames(lists, { sampler, scheduler, hires: null }),
    })
    expect(flag(names('heavy', 'Automatic'), 'Sampler: light')).toBe('other-sampler')
    expect(flag(names('heavy', 'Automatic'), 'Sampler: other')).toBeNull()
    expect(flag(names('heavy', 'karras'), 'Sampler: heavy wave')).toBe('other-sampler')
    expect(flag(names('heavy', 'wave'), 'Sampler: heavy wave')).toBeNull()
  })

  it('is looked up in the answer where the picture does not say', () => {
    const request = asked({ sampler: 'Heun' })
    expect(flag(request, null, told({ samplerName: 'DPM++ 2M' }))).toBe('other-sampler')
    expect(flag(request, null, told({ samplerName: 'Heun' }))).toBeNull()
  })
})

describe('a schedule that was asked for', () => {
  it.each([
    ['is confirmed by its own key', 'DPM++ 2M', 'Karras', 'Sampler: DPM++ 2M, Schedule type: Karras', false],
    ['is confirmed in the name of the sampler', 'DPM++ 2M', 'Karras', 'Sampler: DPM++ 2M Karras', false],
    ['is confirmed as sd.cpp joins it', 'DPM++ 2M', 'Normal', 'Sampler: dpm++2m discrete', false],
    [
      "is confirmed in SD.Next's words",
      'DPM++ 2M',
      'Karras',
      'Sampler: DPM++ 2M, Sampler sigma: karras',
      false,
    ],
    ['is not mentioned', 'DPM++ 2M', 'Karras', 'Sampler: DPM++ 2M', true],
    [
      'is not mentioned, asked in the name of the sampler',
      'DPM++ 2M Karras',
      'Automatic',
      'Sampler: DPM++ 2M',
      true,
    ],
    ['is told by a word nobody knows', 'Euler a', 'Karras', 'Sampler: euler_a bong_tangent', true],
    ['does not matter to the sampler', 'UniPC', 'Karras', 'Sampler: UniPC', false],
    ["is the sampler's own", 'DPM++ 2M', 'Automatic', 'Sampler: DPM++ 2M', false],
  ] as const)('%s', (_, sampler, scheduler, pairs, expected) => {
    const request = asked({ sampler, scheduler })
    expect(differenceOf(request, read(pairs), null, null)).toBeNull()
    expect(isScheduleUnconfirmed(request, read(pairs), null)).toBe(expected)
  })
  it('is not confirmed by an answer that says nothing at all', () => {
    expect(isScheduleUnconfirmed(asked({ scheduler: 'Karras' }), null, null)).toBe(true)
  })
})

describe('the VAE of a picture', () => {
  const vae = 'vae-ft-mse-840000.safetensors'
  it.each([
    ['the one asked for', vae, `VAE: ${vae}`, told({}), null],
    ['the one asked for, in a folder', vae, `VAE: vae/vae-ft-mse-840000.safetensors`, told({}), null],
    ['another one', vae, 'VAE: kl-f8.ckpt', told({}), 'other-vae'],
    ['none, said by AUTOMATIC1111', vae, 'Version: v1.10.1', told({ vaeName: null }), 'other-vae'],
    ['none said by a server that never says', vae, 'Version: f2.0.1v1.10.1', told({ vaeName: null }), null],
    ['not mentioned', vae, 'Version: v1.10.1', told({}), null],
    ['any, as the server chooses', 'Automatic', 'VAE: kl-f8.ckpt', told({}), null],
  ] as const)('%s', (_, wanted, pairs, info, expected) => {
    expect(flag(asked({ vae: wanted }), pairs, info)).toBe(expected)
  })
})

describe('the LoRAs of a picture', () => {
  const prompt = 'cows <lora:style:0.8> at dawn <lora:meadow>'
  it.each([
    ['both loaded', 'Lora hashes: "style: 0123456789ab, meadow: ba9876543210"', null],
    ['one missing', 'Lora hashes: "style: 0123456789ab"', 'lora-missing'],
    [
      'one missing whose name ends like another',
      'Lora hashes: "mystyle: 0123456789ab, meadow: ba9876543210"',
      'lora-missing',
    ],
    ['none loaded, on a server that lists them', 'Model hash: 879db523c3, Version: v1.10.1', 'lora-missing'],
    ['none loaded, on Forge', 'Model hash: 879db523c3, Version: f2.0.1v1.10.1', 'lora-missing'],
    ['none listed, on a server that does not hash', 'Version: v1.10.1', null],
    ['none listed, on a server of another family', 'Model hash: 879db523c3, App: SD.Next', null],
  ] as const)('%s', (_, pairs, expected) => {
    expect(flag(asked({ prompt }), pairs)).toBe(expected)
  })

  it('are compared without the comma that the server leaves out', () => {
    const request = asked({ prompt: '<lora:a,b:1>' })
    expect(flag(request, 'Lora hashes: "ab: 0123456789ab"')).toBeNull()
  })

  it('do not matter when the prompt names none', () => {
    expect(flag(asked({ prompt: 'cows' }), 'Model hash: 879db523c3, Version: v1.10.1')).toBeNull()
  })
})

describe('the size of a picture', () => {
  const hires = { scale: 1.3, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
  it.each([
    ['what was asked', {}, [512, 768], null],
    ['another width', {}, [504, 768], 'it made 504x768 instead of 512x768'],
    ['another height', {}, [512, 512], 'it made 512x512 instead of 512x768'],
    ['that of the first pass alone', { hires }, [512, 768], 'it made 512x768 instead of 666x998'],
    ['that of the hires pass, rounded to whole latent cells', { hires }, [664, 992], null],
    ['that of the hires pass, to the pixel', { hires }, [665, 998], null],
  ] satisfies [string, Partial<GenerationParams>, [number, number], string | null][])(
    '%s',
    (_, params, [width, height], words) => {
      const request = asked({ width: 512, height: 768, ...params })
      const difference = differenceOf(request, null, null, { width, height })
      expect(difference && { flag: difference.flag, words: inWords(difference.what) }).toEqual(
        words === null ? null : { flag: 'size-differs', words },
      )
    },
  )
})

it('words of a difference end somewhere, whatever a worker calls a thing', () => {
  const request = asked({}, 'dreamshaper_8')
  const difference = differenceOf(request, read(`Model: ${'x'.repeat(100_000)}`), null, null)
  expect(difference?.flag).toBe('other-checkpoint')
  expect(inWords(difference?.what ?? '').length).toBeLessThanOrEqual(501)
})

describe('the clip skip of a picture', () => {
  const A1111 = 'Version: v1.10.1'
  it.each([
    ['is written as asked', 2, `Clip skip: 2, ${A1111}`, null],
    ['is not written where 1 was asked', 1, A1111, null],
    ['is left over from somebody', 1, `Clip skip: 2, ${A1111}`, 'other-clip-skip'],
    ['was passed over by A1111', 2, A1111, 'other-clip-skip'],
    ['was passed over by Forge', 2, 'Version: f2.0.1v1.10.1-previous-669-gdfdcbab6', 'other-clip-skip'],
    ['was passed over by reForge', 2, 'Version: f1.0.0v2-v1.10.1RC-latest-2184', 'other-clip-skip'],
    ['is not told by a server that never writes it', 2, 'App: SD.Next', null],
    ['is told by SD.Next in its own way', 1, 'CLiP-skip: 2, App: SD.Next', 'other-clip-skip'],
    ['is told by SD.Next to be right', 2, 'CLiP-skip: 2, App: SD.Next', null],
    ['is no number', 2, 'Clip skip: many, App: x', null],
  ] as const)('%s', (_, clipSkip, pairs, expected) => {
    expect(flag(asked({ clipSkip }), pairs)).toBe(expected)
  })
  it('is told in words', () => {
    const difference = differenceOf(asked({ clipSkip: 1 }), read(`Clip skip: 2, ${A1111}`), null, null)
    expect(inWords(difference?.what ?? '')).toBe('it used clip skip 2 instead of 1')
  })
})

describe('the VAE of a picture of Forge 2', () => {
  it.each([
    ['stands among its modules', 'hard.safetensors', 'Module 1: clip_l, Module 2: hard', null],
    ['does not', 'hard.safetensors', 'Module 1: clip_l, Module 2: soft', 'other-vae'],
    ['is not told', 'hard.safetensors', 'Version: f2.0.1v1.10.1', null],
    ['was left to the server', 'Automatic', 'Module 1: soft', null],
  ] as const)('%s', (_, vae, pairs, expected) => {
    expect(flag(asked({ vae }), pairs)).toBe(expected)
  })
})

describe('the VAE of a picture for which none was asked', () => {
  const A1111 = 'Model: one, Version: v1.10.1'
  const own = (setting: string, ...askedBefore: string[]) => ({ ownVae: { setting, askedBefore } })
  it.each<[string, Partial<BatchRequest>, string, string | null, string | null]>([
    ['counts as right where nobody knows how the server is set', {}, `VAE: soft.pt, ${A1111}`, null, null],
    ["is the server's own", own('soft.pt'), `VAE: soft.pt, ${A1111}`, null, null],
    ['is another than its own', own('soft.pt'), `VAE: hard.pt, ${A1111}`, null, 'other-vae'],
    ['is not there though it has one of its own', own('soft.pt'), A1111, null, 'other-vae'],
    ['belongs to the checkpoint', own('soft.pt'), `VAE: one.vae.pt, ${A1111}`, null, null],
    ['is none, as it is set', own('None'), A1111, null, null],
    ['is there though it is set to none', own('None'), `VAE: soft.pt, ${A1111}`, null, 'other-vae'],
    ['was picked by the server', own('Automatic'), `VAE: soft.pt, ${A1111}`, null, null],
    ['was picked by nobody', own('Automatic', 'soft.pt'), A1111, null, null],
    ['is left over from before', own('Automatic', 'soft.pt'), `VAE: soft.pt, ${A1111}`, null, 'other-vae'],
    [
      'was asked for before, and belongs to the checkpoint',
      own('Automatic', 'one.vae.pt'),
      `VAE: one.vae.pt, ${A1111}`,
      null,
      null,
    ],
    ['was to be picked by the server', own('soft.pt'), `VAE: soft.pt, ${A1111}`, 'Automatic', null],
    ['was to be none', own('soft.pt'), `VAE: soft.pt, ${A1111}`, 'None', 'other-vae'],
    ['was to be none, and is', own('soft.pt'), A1111, 'None', null],
  ])('%s', (_, more, pairs, vae, expected) => {
    const info = told({ vaeName: /VAE: ([^,]+)/.exec(pairs)?.[1] ?? null })
    expect(flag({ ...asked({ vae }), ...more }, pairs, info)).toBe(expected)
  })
})

const HIRES = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }

describe('refiner and second pass of a picture', () => {
  const refiner = { refiner: { checkpoint: 'xl/refiner_1', switchAt: 0.8 } }
  const hires = { hires: { ...HIRES, checkpoint: 'toonyou', sampler: 'dpm++ 2m', scheduler: 'karras' } }
  it.each<[string, Partial<GenerationParams>, string, string | null]>([
    ['has the refiner', refiner, 'Refiner: refiner_1 [7440042bbd]', null],
    [
      'has another one',
      refiner,
      'Refiner: refiner_2 [7440042bbd]',
      'it used refiner refiner_2 instead of refiner_1',
    ],
    ['says nothing of one, which never took over', refiner, 'Model: x', null],
    [
      'was refined with another file of that name',
      { refiner: { checkpoint: 'refiner_1 [abcdef0123]', switchAt: 0.8 } },
      'Refiner: refiner_1 [7440042bbd]',
      'it used another file named refiner_1 (7440042bbd, not abcdef0123)',
    ],
    ['was refined without being asked', {}, 'Refiner: refiner_2', null],
    [
      'has all of the second pass',
      hires,
      'Hires checkpoint: toonyou [0123456789], Hires sampler: DPM++ 2M, Hires schedule type: Karras',
      null,
    ],
    [
      'has another checkpoint there',
      hires,
      'Hires checkpoint: other',
      'it used checkpoint other instead of toonyou for the hires fix',
    ],
    [
      'has another sampler there',
      hires,
      'Hires sampler: Heun',
      'it used Heun instead of dpm++ 2m for the hires fix',
    ],
    [
      'has another schedule there',
      hires,
      'Hires schedule type: Beta',
      'it used Beta instead of karras for the hires fix',
    ],
    ['is told to be as asked, which was as in the first pass', { hires: HIRES }, 'Hires sampler: Heun', null],
  ])('%s', (_, params, pairs, words) => {
    const difference = differenceOf(asked(params), read(pairs), null, null)
    expect(difference === null ? null : inWords(difference.what)).toBe(words)
  })
})

describe('the size of a picture with a second pass of its own size', () => {
  it.each<[string, Partial<GenerationParams>, string, boolean]>([
    ['is the target of the second pass', { hires: { ...HIRES, width: 1000, height: 0 } }, '1000x1000', true],
    ['is that, rounded down to 8 px', { hires: { ...HIRES, width: 1001, height: 700 } }, '1000x696', true],
    ['is that of the factor instead', { hires: { ...HIRES, width: 1000, height: 700 } }, '1024x1024', false],
    ['is that of the first pass', { hires: { ...HIRES, width: 1000, height: 0 } }, '512x512', false],
  ])('%s', (_, params, made, right) => {
    const [width = 0, height = 0] = made.split('x').map(Number)
    expect(differenceOf(asked(params), null, null, { width, height }) === null).toBe(right)
  })
})
