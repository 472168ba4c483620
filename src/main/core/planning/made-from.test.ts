import { describe, expect, it } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { capabilityFacts } from '../../sdwui/protocol/capability-facts.ts'
import { VirtualClock } from '../dispatch/testing/virtual-clock.ts'
import { VirtualFleet } from '../dispatch/testing/virtual-fleet.ts'
import { steady } from '../dispatch/testing/world.ts'
import { IMAGE_TO_IMAGE, inputOf, UPSCALE } from '../speed/testing/from-others.ts'
import { paramsFor } from '../speed/testing/true-speed.ts'
import { eligibilityOf } from './eligibility.ts'
import { needsLoad } from './fleet-view.ts'
import { obstaclesOf } from './obstacles.ts'

type Asked = Parameters<typeof paramsFor>[0]

function workers(...lists: Partial<Capabilities>[]) {
  const fleet = new VirtualFleet(
    new VirtualClock(),
    lists.map((capabilities, at) => ({ truth: steady(`w${at}`, 20), belief: { capabilities } })),
  )
  return fleet.workers()
}
function told(asked: Asked, capabilities: Partial<Capabilities>): string | null {
  const [worker] = workers(capabilities)
  const why = worker === undefined ? null : eligibilityOf(paramsFor(asked), worker)
  return why === null ? null : inWords(why)
}

const from = (more: Partial<typeof IMAGE_TO_IMAGE> = {}): Asked => ({
  imageToImage: { ...IMAGE_TO_IMAGE, ...more },
})
const mask = inputOf(512, 512)
const larger = (more: Partial<typeof UPSCALE> = {}): Asked => ({
  ...{ upscale: { ...UPSCALE, ...more }, input: inputOf(512, 512) },
})
const unit = (model: string, module = 'none'): Asked => ({
  extra: { alwayson_scripts: { ControlNet: { args: [{ model, module }] } } },
})

describe('who may make images from others', () => {
  it.each<[string, Partial<Capabilities>, Asked, string | null]>([
    ['says nothing of it', {}, from({ mask, onlyMasked: true }), null],
    ['is an A1111', capabilityFacts('a1111'), from({ mask, onlyMasked: true }), null],
    ['is a Forge', capabilityFacts('forge'), from({ mask, onlyMasked: true }), null],
    ['is an SD.Next', capabilityFacts('sdnext'), from({ mask }), null],
    ['makes none', { imageToImage: 'none' }, from(), 'its server makes no images from others'],
    ['is an sd.cpp, asked for a masked picture', capabilityFacts('sdcpp'), from({ mask }), null],
    [
      'is an sd.cpp, asked for the masked part',
      capabilityFacts('sdcpp'),
      from({ mask, onlyMasked: true }),
      'its server cannot make the masked part alone',
    ],
    ['is a KoboldCpp, asked for none', capabilityFacts('koboldcpp'), from({ onlyMasked: true }), null],
    ['is a KoboldCpp', capabilityFacts('koboldcpp'), from({ mask }), 'its server takes no masks'],
    [
      'lacks a hires pass, which is no part of it',
      { hiresPass: false },
      { ...from(), hires: { scale: 2, upscaler: 'x', steps: 0, denoisingStrength: 1 } },
      null,
    ],
    [
      'makes other sizes than the input has',
      capabilityFacts('koboldcpp'),
      { ...from({ ownSize: true }), input: inputOf(1000, 1000), sampler: 'Euler a' },
      'its server makes 960x960 instead of 1000x1000',
    ],
    ['restores faces', { faceRestorers: ['GFPGAN'] }, { restoreFaces: true }, null],
    ['does not say what restores faces', { faceRestorers: null }, { restoreFaces: true }, null],
    ['restores none', { faceRestorers: [] }, { restoreFaces: true }, 'it has no face restorer'],
    ['restores none, and need not', { faceRestorers: [] }, { restoreFaces: false }, null],
    [
      'lacks what is to restore them',
      { faceRestorers: ['CodeFormer'] },
      { restoreFaces: true, overrides: { face_restoration_model: 'GFPGAN' } },
      'face restorer GFPGAN is missing',
    ],
    [
      'would take another one for a name in other letters',
      { faceRestorers: ['CodeFormer'] },
      { restoreFaces: true, overrides: { face_restoration_model: 'codeformer' } },
      'face restorer codeformer is missing',
    ],
    [
      'lacks what would restore them if they were',
      { faceRestorers: ['CodeFormer'] },
      { overrides: { face_restoration_model: 'GFPGAN' } },
      null,
    ],
  ])('a worker that %s', (_, capabilities, asked, why) => {
    expect(told(asked, { samplers: ['Euler a'], ...capabilities })).toBe(why)
  })
})

describe('who may make pictures larger', () => {
  it.each<[string, Partial<Capabilities>, Asked, string | null]>([
    ['lists nothing', {}, larger(), null],
    ['has the upscaler', { upscalers: ['R-ESRGAN 4x+'] }, larger(), null],
    ['lacks it', { upscalers: ['Lanczos'] }, larger(), 'upscaler R-ESRGAN 4x+ is missing'],
    ['lacks one that nobody names', { upscalers: [] }, larger({ upscaler: 'None' }), null],
    [
      'lacks the second',
      { upscalers: ['R-ESRGAN 4x+'] },
      larger({ secondUpscaler: 'LDSR', secondVisibility: 0.5 }),
      'upscaler LDSR is missing',
    ],
    [
      'lacks a second that is not seen',
      { upscalers: ['R-ESRGAN 4x+'] },
      larger({ secondUpscaler: 'LDSR' }),
      null,
    ],
    [
      'lacks what restores faces',
      { faceRestorers: ['CodeFormer'] },
      larger({ gfpganVisibility: 1 }),
      'face restorer GFPGAN is missing',
    ],
    ['has it', { faceRestorers: ['codeformer'] }, larger({ codeformerVisibility: 1 }), null],
    [
      'lacks sampler and checkpoint, which it does not need',
      { samplers: ['LMS'], checkpoints: [], loadedCheckpoint: null },
      larger(),
      null,
    ],
    ['is an sd.cpp', capabilityFacts('sdcpp'), larger(), 'its server makes no pictures larger'],
    ['is a KoboldCpp', capabilityFacts('koboldcpp'), larger(), 'its server makes no pictures larger'],
    ['is an SD.Next', capabilityFacts('sdnext'), larger(), null],
  ])('a worker that %s', (_, capabilities, asked, why) => {
    expect(told(asked, capabilities)).toBe(why)
  })
  it('without loading a checkpoint', () => {
    const [worker] = workers({ loadedCheckpoint: 'other' })
    if (worker === undefined) throw new Error('the fleet is empty')
    expect(needsLoad(worker, paramsFor({ checkpoint: 'common' }))).toBe(true)
    expect(needsLoad(worker, paramsFor({ checkpoint: 'common', ...larger() }))).toBe(false)
  })
})

describe('who has ControlNet', () => {
  const lists = { controlModels: ['canny [d14c016b]', 'depth'], controlModules: ['none', 'canny'] }
  it.each<[string, Partial<Capabilities>, Asked, string | null]>([
    ['lists nothing', {}, unit('canny'), null],
    ['has no such script', { scripts: ['seed'] }, unit('canny'), 'script ControlNet is missing'],
    ['has the script', { scripts: ['controlnet'] }, unit('canny'), null],
    ['lists models, whatever its scripts', { scripts: ['seed'], ...lists }, unit('canny'), null],
    [
      'has another file of that name',
      lists,
      unit('canny [00000000]'),
      'ControlNet model canny [00000000] is missing',
    ],
    ['lacks the model', lists, unit('openpose'), 'ControlNet model openpose is missing'],
    ['needs no model', lists, unit('None'), null],
    ['has the preprocessor', lists, unit('depth', 'Canny'), null],
    ['lacks it', lists, unit('depth', 'depth_midas'), 'ControlNet preprocessor depth_midas is missing'],
  ])('a worker that %s', (_, capabilities, asked, why) => {
    expect(told(asked, capabilities)).toBe(why)
  })
})

describe('who has an always-on script', () => {
  const soft = { extra: { alwayson_scripts: { 'Soft inpainting': { args: [true, 'Strong'] } } } }
  const fromPicture = { ...soft, imageToImage: IMAGE_TO_IMAGE }
  const lists = { scripts: ['seed'], img2imgScripts: ['soft inpainting'] }
  const described = (choices: string[]) => ({
    ...lists,
    alwaysOnArguments: {
      'soft inpainting': [
        { label: 'Enabled', choices: null },
        { label: 'Power', choices },
      ],
    },
  })
  it.each<[string, Partial<Capabilities>, Asked, string | null]>([
    ['has it for images from others', lists, fromPicture, null],
    ['has it for those alone', lists, soft, 'script Soft inpainting is missing'],
    ['has no such script', { img2imgScripts: [] }, fromPicture, 'script Soft inpainting is missing'],
    ['has the choice', described(['Weak', 'Strong']), fromPicture, null],
    [
      'lacks the choice',
      described(['Weak']),
      fromPicture,
      'its script Soft inpainting does not know Strong as Power',
    ],
    [
      'has a script of that name that is chosen',
      { ...lists, scriptArguments: { 'soft inpainting': [] } },
      fromPicture,
      'its script Soft inpainting is chosen alone, it is not always on',
    ],
    [
      'has one of each kind',
      { ...described(['Strong']), scriptArguments: { 'soft inpainting': [] } },
      fromPicture,
      null,
    ],
  ])('a worker that %s', (_, capabilities, asked, why) => {
    expect(told(asked, capabilities)).toBe(why)
  })
})

describe('who has what ADetailer looks for', () => {
  const faces = { extra: { alwayson_scripts: { ADetailer: { args: [true, { ad_model: 'face.pt' }] } } } }
  it.each<[string, Partial<Capabilities>, string | null]>([
    ['tells no models', { scripts: ['adetailer'] }, null],
    ['has it', { scripts: ['adetailer'], detailerModels: ['hand.pt', 'face.pt'] }, null],
    [
      'lacks it',
      { scripts: ['adetailer'], detailerModels: ['hand.pt'] },
      'ADetailer model face.pt is missing',
    ],
  ])('a worker that %s', (_, capabilities, why) => {
    expect(told(faces, capabilities)).toBe(why)
  })
})

describe('what stands under the fields', () => {
  const under = (asked: Asked, ...lists: Partial<Capabilities>[]) =>
    obstaclesOf([paramsFor(asked)], workers(...lists), []).obstacles.map(({ field, what, everywhere }) => [
      ...[field, inWords(what), everywhere],
    ])
  it('names models and preprocessors that only some have', () => {
    const [one, other] = [
      { controlModels: ['canny [d14c016b]'], controlModules: ['canny'] },
      { controlModels: [], controlModules: ['canny'] },
    ]
    expect(under(unit('canny', 'canny'), one, other)).toEqual([
      ['control-model', 'ControlNet model canny: only on 1 of 2 machines', false],
    ])
    expect(under(unit('cany', 'tile'), one)).toEqual([
      ['control-model', expect.stringContaining('ControlNet model cany: on no machine'), true],
      ['control-module', expect.stringContaining('ControlNet preprocessor tile: on no machine'), true],
    ])
  })
  it('names a second upscaler only where it is seen', () => {
    const one = { upscalers: ['R-ESRGAN 4x+'] }
    const mixed = (secondVisibility: number) => larger({ secondUpscaler: 'LDSR', secondVisibility })
    expect(under(mixed(0), one)).toEqual([])
    expect(under(mixed(0.1), one)).toEqual([['upscaler', 'Upscaler LDSR: on no machine', true]])
  })
  it('names upscalers and restorers, and nothing else of a request that makes pictures larger', () => {
    const asked = { ...larger({ gfpganVisibility: 1 }), sampler: 'No such', checkpoint: 'nor this' }
    expect(
      under(asked, { upscalers: ['Lanczos'], samplers: [], checkpoints: [], faceRestorers: [] }),
    ).toEqual([
      ['upscaler', 'Upscaler R-ESRGAN 4x+: on no machine', true],
      ['faces', 'Face restorer GFPGAN: on no machine', true],
    ])
  })
  it('tells of servers that make no images from others, or with no masks', () => {
    expect(under(from(), { imageToImage: 'none' }, {})).toEqual([
      ['inputs', 'Image to image: only on 1 of 2 machines', false],
    ])
    expect(under(from({ mask, onlyMasked: true }), capabilityFacts('sdcpp'), {})).toEqual([
      ['inputs', 'The masked part alone: only on 1 of 2 machines', false],
    ])
    expect(under({ restoreFaces: true }, { faceRestorers: [] })).toEqual([
      ['faces', 'A face restorer: on no machine', true],
    ])
  })
})
