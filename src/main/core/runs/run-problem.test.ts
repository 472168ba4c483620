import { expect, it } from 'vitest'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import { InputPicture } from '../../../shared/input-picture.ts'
import { IMAGE_TO_IMAGE_DEFAULTS, UPSCALE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { inWords } from '../../../shared/words/say.ts'
import { promptOptionProblem, runProblem } from './run-problem.ts'

const input = (name: string, width: number, height: number) =>
  InputPicture.parse({ id: 'a'.repeat(64), name, width, height })

it.each([
  [true, 4096, 4096, null],
  [true, 4098, 100, null],
  [true, 100, 4104, 'wide.png is 100 by 4,104 px'],
  [true, 30_000, 2000, 'wide.png is 30,000 by 2,000 px'],
  [false, 30_000, 2000, null],
])('images in the size of their input (%s) of %d by %d px: %s', (ownSize, width, height, words) => {
  const problem = runProblem({
    ...DEFAULT_REQUEST,
    imageToImage: { ...IMAGE_TO_IMAGE_DEFAULTS, ownSize },
    inputs: [input('small.png', 64, 64), input('wide.png', width, height)],
  })
  if (words === null) expect(problem).toBeNull()
  else {
    expect(problem?.field).toBe('inputs')
    expect(inWords(problem?.why ?? '')).toContain(words)
    expect(inWords(problem?.why ?? '')).toContain('at most 4,096 px')
  }
})

it.each([
  ['images from others without any', { imageToImage: IMAGE_TO_IMAGE_DEFAULTS }, 'inputs'],
  [
    'a picture made larger twice',
    { upscale: UPSCALE_DEFAULTS, inputs: [input('a.png', 64, 64)], images: 2 },
    'images',
  ],
  ['several runs in another mode', { prompts: ['x', 'y'], mode: 'bonus' }, 'mode'],
  ['a grid without a value', { grid: { axes: [{ field: 'steps', values: [] }] } }, 'grid'],
  ['more images than a job has', { prompts: ['x', 'y'], images: 5001 }, 'images'],
  ['more of a grid', { grid: { axes: [{ field: 'steps', values: ['1', '2'] }] }, images: 5001 }, 'grid'],
] as const)('%s cannot be dealt out', (_, more, field) => {
  expect(runProblem({ ...DEFAULT_REQUEST, ...more } as GenerationRequest)?.field).toBe(field)
})

it.each([
  ['as many images as a job has', { prompts: ['x', 'y'], images: 5000 }],
  ['one prompt in another mode', { prompts: ['x'], mode: 'bonus' }],
  ['a picture made larger', { upscale: UPSCALE_DEFAULTS, inputs: [input('a.png', 64, 64)], images: 1 }],
] as const)('%s can', (_, more) => {
  expect(runProblem({ ...DEFAULT_REQUEST, ...more } as GenerationRequest)).toBeNull()
})

it('an option in one of several prompts is told with its number, and a prompt of its own may have any text', () => {
  const problem = promptOptionProblem({ ...DEFAULT_REQUEST, prompts: ['a cat', 'a dog --steps 20'] })
  expect(problem?.field).toBe('prompts')
  expect(inWords(problem?.why ?? '')).toContain('Prompt 2 has --steps in it')
  expect(promptOptionProblem({ ...DEFAULT_REQUEST, prompt: 'a dog --steps 20' })).toBeNull()
})
