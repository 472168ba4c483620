import { describe, expect, it } from 'vitest'
import { lorasOf } from './lora.ts'

describe('the LoRAs of a prompt', () => {
  it.each([
    ['no LoRA at all', 'cows', []],
    ['with a weight', 'cows <lora:style:0.8>', ['style']],
    ['without a weight', '<lora:style>', ['style']],
    ['with weights per block', '<lora:style:1:lbw=INS>', ['style']],
    ['by the older word', '<lyco:style:1>', ['style']],
    ['each once, in order', '<lora:b:1> <lora:a:1> <lora:b:0.5>', ['b', 'a']],
    ['names with blanks, dots and dashes', '<lora:my style-v1.2:1>', ['my style-v1.2']],
    ['other extra networks are none', '<hypernet:x:1> <:x:1> lora:x:1', []],
    ['an open bracket', '<lora:x', []],
  ] as const)('%s', (_, prompt, expected) => {
    expect(lorasOf(prompt)).toEqual(expected)
  })

  it('are at most a hundred, however long the prompt is', () => {
    const prompt = Array.from({ length: 5000 }, (_, n) => `<lora:n${n}:1>`).join('')
    expect(lorasOf(prompt)).toHaveLength(100)
  })
})
