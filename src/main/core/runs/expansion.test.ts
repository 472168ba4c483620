import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import { InputPicture } from '../../../shared/input-picture.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { baseParams, requestOfRun } from './base-params.ts'
import { expand } from './expansion.ts'

const SEEDS = { seed: 9, subseed: 4 }
const input = (digit: string) =>
  InputPicture.parse({ id: digit.repeat(64), name: `${digit}.png`, width: 64, height: 64 })

const runsOf = (more: Partial<GenerationRequest>) => {
  const request = { ...DEFAULT_REQUEST, prompt: 'a boat', images: 3, ...more }
  return expand(request, baseParams(request, SEEDS))
}

describe('the runs of a request', () => {
  it('are one where it asks for one thing, without a word of where it begins', () => {
    const request = { ...DEFAULT_REQUEST, prompt: 'a boat', images: 3 }
    expect(runsOf({})).toEqual([baseParams(request, SEEDS)])
    expect(runsOf({})[0]).not.toHaveProperty('runFirst')
  })

  it('go through the cells, x fastest, each beginning behind the images of those before it', () => {
    const axes = [
      { field: 'steps', values: ['10', '20'] },
      { field: 'cfg-scale', values: ['5', '6', '7'] },
    ] as const
    const runs = runsOf({ grid: { axes: axes.map((axis) => ({ ...axis, values: [...axis.values] })) } })
    expect(runs.map(({ steps, cfgScale, runFirst }) => [steps, cfgScale, runFirst])).toEqual([
      [10, 5, undefined],
      [20, 5, 3],
      [10, 6, 6],
      [20, 6, 9],
      [10, 7, 12],
      [20, 7, 15],
    ])
  })

  it('have the mask of their picture, where it has one of its own', () => {
    const [one, other] = [input('a'), input('b')]
    const imageToImage = {
      ...IMAGE_TO_IMAGE_DEFAULTS,
      mask: input('c'),
      ownMasks: { [other.id]: input('d') },
    }
    const runs = runsOf({ inputs: [one, other], imageToImage })
    expect(runs.map((run) => [run.input?.name, run.imageToImage?.mask?.name])).toEqual([
      ['a.png', 'c.png'],
      ['b.png', 'd.png'],
    ])
    expect(runs[0]?.imageToImage).not.toHaveProperty('ownMasks')
  })

  it('go through the pictures, for each through the prompts', () => {
    const from = { inputs: [input('a'), input('b')], imageToImage: IMAGE_TO_IMAGE_DEFAULTS }
    const runs = runsOf({ ...from, prompts: ['x', 'y'] })
    expect(runs.map((run) => [run.input?.name, run.prompt, run.runFirst])).toEqual([
      ['a.png', 'x', undefined],
      ['a.png', 'y', 3],
      ['b.png', 'x', 6],
      ['b.png', 'y', 9],
    ])
  })

  it('leave pictures out that nothing is made from', () => {
    const [run, ...others] = runsOf({ inputs: [input('a'), input('b')] })
    expect([run?.input, others]).toEqual([undefined, []])
  })

  it('refuse a value that its axis cannot have, and name axis and value', () => {
    const grid = { axes: [{ field: 'steps' as const, values: ['10', 'many'] }] }
    expect(() => runsOf({ grid })).toThrowError(
      expect.objectContaining({
        kind: 'bad-request',
        message: expect.stringContaining('many'),
        field: 'grid',
      }),
    )
  })

  it.each([
    [
      'denoising-strength',
      ['0.1'],
      'Denoising strength needs hires fix or a picture to start from; there is neither.',
    ],
    ['hires-scale', ['2'], 'Hires scale needs hires fix, which is off.'],
    ['refiner-switch-at', ['0.8'], 'Refiner switch needs a refiner, and none is chosen.'],
    ['prompt-replace', ['castle', 'boat'], 'Search and replace: "castle" is not in the prompt.'],
    ['prompt-order', ['boat', 'castle'], 'Order of words: "castle" is not in the prompt.'],
    ['prompt-order', ['boat', 'boats'], 'Order of words cannot be "boat · boats" here.'],
  ] as const)('refuse %s %j, and say why', (field, values, message) => {
    const grid = { axes: [{ field, values: [...values] }] }
    expect(() => runsOf({ prompt: 'two boats', negativePrompt: '', grid })).toThrowError(
      expect.objectContaining({ kind: 'bad-request', message }),
    )
  })
})

describe('a run as a request of its own', () => {
  it('has the texts, values and the one picture of the run, the seeds of the request, and neither grid nor prompts', () => {
    const request = {
      ...DEFAULT_REQUEST,
      ...{
        prompt: 'a boat',
        images: 3,
        seed: -1,
        prompts: ['x', 'y'],
        imageToImage: IMAGE_TO_IMAGE_DEFAULTS,
      },
      inputs: [input('a'), input('b')],
      grid: { axes: [{ field: 'steps' as const, values: ['10', '20'] }] },
    }
    const last = expand(request, baseParams(request, SEEDS)).at(-1)
    expect(last && requestOfRun(request, last)).toEqual({
      ...request,
      ...{ prompt: 'y', steps: 20, inputs: [input('b')], grid: null, prompts: [] },
    })
    const plain = { ...DEFAULT_REQUEST, inputs: [input('a')] }
    expect(requestOfRun(plain, baseParams(plain, SEEDS)).inputs).toEqual([])
  })
})
