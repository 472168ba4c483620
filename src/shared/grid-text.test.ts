import { describe, expect, it } from 'vitest'
import { gridFrom } from './grid-text.ts'

describe('a grid on one line', () => {
  it.each<[string, unknown]>([
    [
      'steps: 10,20,30; sampler: Euler a, DPM++ 2M',
      [
        { field: 'steps', values: ['10', '20', '30'] },
        { field: 'sampler', values: ['Euler a', 'DPM++ 2M'] },
      ],
    ],
    ['CFG Scale: 5-7', [{ field: 'cfg-scale', values: ['5', '6', '7'] }]],
    ['Prompt S/R: cat, "dog; wet"', [{ field: 'prompt-replace', values: ['cat', 'dog; wet'] }]],
    ['checkpoint: sd:xl, other', [{ field: 'checkpoint', values: ['sd:xl', 'other'] }]],
    ['lora-weight add detail: 0.5, 1', [{ field: 'lora-weight', of: 'add detail', values: ['0.5', '1'] }]],
    ['denoising strength: 0-1 [3];', [{ field: 'denoising-strength', values: ['0', '0.5', '1'] }]],
  ])('%s', (text, axes) => {
    expect(gridFrom(text)).toEqual({ grid: { axes } })
  })

  it.each<[string, unknown]>([
    ['', { about: 'no-axis' }],
    ['steps 10', { about: 'no-colon', axis: 'steps 10' }],
    ['stepz: 10', { about: 'unknown-field', axis: 'stepz' }],
    ['lora-weight: 1', { about: 'unknown-field', axis: 'lora-weight' }],
    ['steps:', { about: 'no-values', axis: 'steps' }],
    ['seed: 1-1000000000', { about: 'too-many-values', axis: 'seed' }],
    ['steps:1;steps:2;steps:3;steps:4', { about: 'too-many-axes' }],
  ])('is refused: %s', (text, problem) => {
    expect(gridFrom(text)).toEqual({ problem })
  })
})
