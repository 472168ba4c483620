import { describe, expect, it, test } from 'vitest'
import { cpuMs } from '../../../shared/testing/growth.ts'
import { readAnswerInfo } from './answer-info.ts'
import { jsonFields } from './json-fields.ts'

describe('the info of an answer', () => {
  it('is read whatever stands beside what is wanted, NaN included', () => {
    const info = readAnswerInfo(
      '{"extra":{"a":[1,{"all_seeds":[9]}],"b":"}\\""},"cfg":NaN,"all_seeds":[1,2], "infotexts":["café \\u8c37\\nSteps: 20"],"sampler_name":"Euler a","version":null}',
    )
    expect(info).toMatchObject({
      allSeeds: [1, 2],
      infotexts: ['café 谷\nSteps: 20'],
      samplerName: 'Euler a',
      version: null,
    })
  })

  it('takes seeds that are texts, and keeps the places of those that are none', () => {
    const info = readAnswerInfo(
      '{"all_seeds":["12","13.0",14.0,null,"x",1.5,"4294967295"],"all_subseeds":[null]}',
    )
    expect(info).toMatchObject({ allSeeds: [12, 13, 14, -1, -1, -1, 4294967295], allSubseeds: [-1] })
  })

  it('gives names without control characters, and none for what nobody can see', () => {
    const info = readAnswerInfo(
      JSON.stringify({
        sampler_name: 'Euler\u001b[2J a\u202e',
        sd_model_name: '\u200b',
        sd_vae_name: '\u0007v',
      }),
    )
    expect(info).toMatchObject({ samplerName: 'Euler a', checkpointName: null, vaeName: ' v' })
  })

  test.each(['', ' ', '[]', 'null', '"text"', 'no JSON', '<html>'])('%j is none', (text) =>
    expect(readAnswerInfo(text)).toBeNull(),
  )

  test.each([
    ['lists in lists', `{"x":${'['.repeat(8_000_000)}`],
    ['objects in objects', `{"x":${'{"a":'.repeat(1_600_000)}`],
    ['millions of seeds', `{"all_seeds":[${'1,'.repeat(4_000_000)}1]}`],
    ['millions of keys', `{${'"k":1,'.repeat(1_300_000)}"z":1}`],
    ['quotes that stay open', `{"a":"${'\\"'.repeat(4_000_000)}`],
  ])('%s cost one pass over them', async (_, text) => {
    expect(readAnswerInfo(text)?.allSeeds ?? null).toBeNull()
    // Some 40 ms.
    expect(await cpuMs(() => readAnswerInfo(text))).toBeLessThan(1000)
  })
})

test('fields beyond their limit, and what is broken behind them, are left out', () => {
  expect(jsonFields('{"a":[1,2,3],"b":2}', { a: 5, b: 5 })).toEqual({ b: 2 })
  expect(jsonFields('{"a":1,"b":tru,"c":3}', { a: 9, b: 9, c: 9 })).toEqual({ a: 1, c: 3 })
  expect(jsonFields('{"a":1 "b":2}', { a: 9, b: 9 })).toEqual({})
  expect(jsonFields('{"__proto__":1}', { a: 9 })).toEqual({})
})
