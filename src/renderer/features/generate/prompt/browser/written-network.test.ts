import { describe, expect, it } from 'vitest'
import { writtenNetwork } from './written-network.ts'

const lora = { kind: 'loras', name: 'ink', weight: 0.8, words: [] } as const
const embedding = { kind: 'embeddings', name: 'easynegative', weight: 1, words: [] } as const
/** The prompt with it in place of the bar. */
const put = (marked: string, network: Parameters<typeof writtenNetwork>[2]) => {
  const at = marked.indexOf('|')
  const prompt = marked.replace('|', '')
  return marked.replace('|', writtenNetwork(prompt, { from: at, to: at }, network))
}

describe('a network that is put into a prompt', () => {
  it.each([
    ['|', lora, '<lora:ink:0.8>'],
    ['a fog|', lora, 'a fog <lora:ink:0.8>'],
    ['a fog,| b', lora, 'a fog, <lora:ink:0.8> b'],
    ['|a fog', lora, '<lora:ink:0.8> a fog'],
    ['a fog|', { ...lora, words: ['ink', 'black hair'] }, 'a fog <lora:ink:0.8> ink, black hair'],
    ['|', embedding, 'easynegative'],
    ['text|', embedding, 'text, easynegative'],
    ['text,|', embedding, 'text, easynegative'],
    ['text, |frame', { ...embedding, weight: 1.2 }, 'text, (easynegative:1.2), frame'],
  ] as const)('in %j', (marked, network, expected) => {
    expect(put(marked, network)).toBe(expected)
  })
})
