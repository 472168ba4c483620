import { expect, it } from 'vitest'
import { scriptOptionIn } from './prompt-options.ts'

it.each([
  ['--prompt "a cat" --steps 20', '--prompt'],
  ['a cat --negative_prompt "blurry"', '--negative_prompt'],
  ['a cat --tiling', '--tiling'],
  ['a cat\t--cfg_scale 7', '--cfg_scale'],
])('%s has an option of the script that reads prompts from a file', (line, option) => {
  expect(scriptOptionIn(line)).toBe(option)
})

it.each(['a cat -- a dog', 'a cat --ar 16:9', 'a cat --stepson', 'well--steps of stone', 'steps 20'])(
  '%s is a prompt',
  (line) => {
    expect(scriptOptionIn(line)).toBeNull()
  },
)
