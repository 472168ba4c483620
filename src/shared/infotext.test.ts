import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { infotextNumber, infotextSize, promptInInfotext, readInfotext } from './infotext.ts'
import { growthOf } from './testing/growth.ts'

const FULL = `a herd of cows,
grazing <lora:meadow:0.8>
Negative prompt: blurry,
low quality
Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7.0, Seed: 4294967295, Size: 512x768, Model hash: 879db523c3, Model: dreamshaper_8, Lora hashes: "meadow: 0123456789ab, other: ba9876543210", Version: v1.10.1`

describe('reading an infotext', () => {
  it('takes prompt, negative prompt and parameters apart', () => {
    const info = readInfotext(FULL)
    expect(info.prompt).toBe('a herd of cows,\ngrazing <lora:meadow:0.8>')
    expect(info.negativePrompt).toBe('blurry,\nlow quality')
    expect(Object.fromEntries(info.parameters)).toMatchObject({
      Steps: '20',
      Sampler: 'DPM++ 2M',
      'Schedule type': 'Karras',
      Size: '512x768',
      'Lora hashes': 'meadow: 0123456789ab, other: ba9876543210',
      Version: 'v1.10.1',
    })
  })

  it('reads values that are JSON strings, with their escapes', () => {
    const info = readInfotext('cows\nSteps: 20, Seed: 1, Hires prompt: "a, \\"b\\":\\nc", Size: 1x1')
    expect(info.parameters.get('Hires prompt')).toBe('a, "b":\nc')
    expect(info.parameters.get('Size')).toBe('1x1')
  })

  it('keeps a value that only looks like a JSON string', () => {
    expect(readInfotext('cows\nSteps: 20, Seed: 1, Size: 1x1, Odd: "\\x"').parameters.get('Odd')).toBe(
      '"\\x"',
    )
  })

  it('takes a last line of fewer than three pairs for prompt text', () => {
    const info = readInfotext('cows\nstyle: oil, mood: calm')
    expect(info.prompt).toBe('cows\nstyle: oil, mood: calm')
    expect(info.parameters.size).toBe(0)
  })

  it('reads parameters where there is no prompt', () => {
    const info = readInfotext('Steps: 20, Sampler: Euler a, Seed: 3')
    expect([info.prompt, info.negativePrompt, infotextNumber(info, 'Seed')]).toEqual(['', '', 3])
  })

  it('reads a negative prompt where there is no other', () => {
    const info = readInfotext('Negative prompt: blurry\nSteps: 20, Sampler: Euler a, Seed: 3')
    expect([info.prompt, info.negativePrompt]).toEqual(['', 'blurry'])
  })

  it('lets nothing inside a prompt pass for a parameter', () => {
    expect(
      infotextNumber(readInfotext('Seed: 9, Steps: 1, Size: 1x1\nSteps: 20, Seed: 3, CFG scale: 7'), 'Seed'),
    ).toBe(3)
  })

  it.each([
    ['20', 20],
    ['7.0', 7],
    ['-1', -1],
    ['4294967296', 4_294_967_296],
    ['', null],
    ['many', null],
    ['1e9', null],
    ['0x10', null],
    ['12345678901234567890', null],
  ] as const)('gives the number %j as %j', (value, expected) => {
    const info = readInfotext(`cows\nSteps: 20, Size: 1x1, CFG scale: 7, Seed: ${value}`)
    expect(infotextNumber(info, 'Seed')).toBe(expected)
    expect(infotextNumber(info, 'Absent')).toBeNull()
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const info = readInfotext(text)
        expect(typeof info.prompt).toBe('string')
      }),
    )
  })

  it.each<[string, (length: number) => string]>([
    ['a letter, blanks and one more', (length) => `a${' '.repeat(length)}!`],
    ['letters without a colon', (length) => `Steps: 20, ${'a'.repeat(length)}`],
    ['blanks and dashes', (length) => `a${'- /'.repeat(length / 3)}`],
    ['keys without commas', (length) => 'ab:'.repeat(length / 3)],
    ['keys of one letter', (length) => 'a:'.repeat(length / 2)],
    ['quotes that open', (length) => 'ab: "'.repeat(length / 5)],
    ['quotes that are escaped', (length) => 'ab:"\\",'.repeat(length / 7)],
    ['backslashes', (length) => `ab: "${'\\'.repeat(length)}`],
    ['empty lines', (length) => `x${'\n'.repeat(length)}x`],
    ['the words of the negative prompt', (length) => 'Negative prompt:\n'.repeat(length / 17)],
    ['letters of another script', (length) => 'ß'.repeat(length)],
  ])('takes time in proportion to the length of %s', async (_, textOf) => {
    expect(await growthOf(readInfotext, textOf, 100_000)).toMatchObject({ linear: true })
  })

  it('reads sizes', () => {
    const info = readInfotext('cows\nSteps: 20, Size: 512x768, Seed: 3, Odd: 12x, Hires resize: 256x0')
    expect(infotextSize(info, 'Size')).toEqual({ width: 512, height: 768 })
    expect(infotextSize(info, 'Hires resize')).toEqual({ width: 256, height: 0 })
    expect([infotextSize(info, 'Odd'), infotextSize(info, 'Absent')]).toEqual([null, null])
  })

  it.each(['cows', ' cows \r\n  grazing\n', '\n\ncows', 'cows\nNegative prompt: odd', '', '  '])(
    'tells how the prompt %j comes back',
    (prompt) => {
      const read = readInfotext(`${prompt}\nNegative prompt: x\nSteps: 20, Sampler: Euler a, Seed: 3`)
      expect(promptInInfotext(prompt)).toBe(read.prompt)
    },
  )
})
