import { expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { InputId, type InputPicture } from '../../../../shared/input-picture.ts'
import { FIRST_IMAGE_TO_IMAGE } from '../../../state/form-inputs.ts'
import { runWords } from './run-words.ts'

const picture = (digit: string): InputPicture => ({
  id: InputId.parse(digit.repeat(64)),
  name: `${digit}.png`,
  width: 512,
  height: 512,
})
const form = { ...DEFAULT_REQUEST, prompt: 'a {red|blue} door', images: 4 }

it.each<[string, Partial<typeof DEFAULT_REQUEST>, string | null]>([
  ['one run', {}, null],
  ['one picture', { inputs: [picture('a')], imageToImage: FIRST_IMAGE_TO_IMAGE }, null],
  [
    'several pictures',
    { inputs: [picture('a'), picture('b'), picture('c')], imageToImage: FIRST_IMAGE_TO_IMAGE },
    '3 pictures × 4 images = 12 images',
  ],
  ['pictures that are not used', { inputs: [picture('a'), picture('b')] }, null],
  ['all combinations', { variants: 'all' }, '2 combinations × 4 images = 8 images'],
  [
    'prompts with combinations of a negative prompt',
    { variants: 'all', prompts: ['x', '{y|z}'], negativePrompt: '{a|b}' },
    '3 prompts × 2 negative prompts × 4 images = 24 images',
  ],
  [
    'a grid',
    {
      images: 1,
      grid: {
        axes: [
          { field: 'steps', values: ['10', '20', '30'] },
          { field: 'prompt-order', values: ['a', 'b', 'c'] },
        ],
      },
    },
    '18 grid cells × 1 image = 18 images',
  ],
  ['a number that is not whole', { variants: 'all', images: Number.NaN }, null],
])('%s', (_what, patch, words) => {
  expect(runWords({ ...form, ...patch })).toBe(words)
})
