import { expect, it } from 'vitest'
import { asItsOwnerUses } from './own-weight.ts'

const own = { activation: 'ink wash', negative: 'photo', weight: 0.7, description: null }
const NOTHING = { activation: null, negative: null, weight: null, description: null }

it.each([
  ['a hill <lora:ink:1>', own, 'a hill <lora:ink:0.7> ink wash'],
  ['a hill <lora:ink:1>, fog', own, 'a hill <lora:ink:0.7> ink wash, fog'],
  ['<lora:ink:1> ink wash', own, '<lora:ink:0.7> ink wash'],
  ['<lora:ink:1>', { ...own, weight: null }, '<lora:ink:1> ink wash'],
  // Changed meanwhile, gone, there twice, or nothing told: it stays.
  ['<lora:ink:0.5>', own, null],
  ['a hill', own, null],
  ['<lora:ink:1> <lora:ink:1>', own, null],
  ['<lora:ink:1>', NOTHING, null],
])('a completed LoRA in %j', (prompt, told, expected) => {
  const change = asItsOwnerUses(prompt, 'ink', told)
  const after = change && prompt.slice(0, change.from) + change.insert + prompt.slice(change.to)
  expect(after).toBe(expected)
})
