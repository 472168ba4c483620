import { describe, expect, it } from 'vitest'
import { lorasOf, takeLoras } from './lora.ts'

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

describe('taking the LoRAs out of a prompt', () => {
  it.each([
    [
      'with their weights',
      'a <lora:ink:0.8> b <lora:sea>',
      'a b',
      [
        { name: 'ink', weight: 0.8 },
        { name: 'sea', weight: 1 },
      ],
    ],
    [
      'each time they stand there',
      '<lora:ink:1><lora:ink:-0.5>',
      '',
      [
        { name: 'ink', weight: 1 },
        { name: 'ink', weight: -0.5 },
      ],
    ],
    ['but not those that are not known', 'a  <lora:other:1> b', 'a  <lora:other:1> b', []],
    ['with a weight that is none for 1', '<lora:ink:lbw=INS>', '', [{ name: 'ink', weight: 1 }]],
  ])('%s', (_, prompt, rest, loras) => {
    expect(takeLoras(prompt, (name) => name !== 'other')).toEqual({ prompt: rest, loras })
  })
  it('takes a hundred at most, in no time', () => {
    const { loras } = takeLoras('<lora:a:1>'.repeat(5000) + '<lora:'.repeat(50_000), () => true)
    expect(loras).toHaveLength(100)
  })
})
