import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { infotextSize, readInfotext } from '../../../shared/infotext.ts'

const FOLDER = join(import.meta.dirname, 'testing', 'infotexts')
const NAMES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.replace(/\.txt$/, ''))

interface Expected {
  readonly source: string
  readonly prompt: string
  readonly negativePrompt: string
  readonly parameters: Readonly<Record<string, string>>
  readonly sizes: Readonly<Record<string, readonly [number, number]>>
}

describe('infotexts as servers and other programs write them', () => {
  it('are kept as files, at least sixty', () => {
    expect(NAMES.length).toBeGreaterThanOrEqual(60)
  })

  it.each(NAMES)('%s is read as AUTOMATIC1111 reads it', (name) => {
    const text = readFileSync(join(FOLDER, `${name}.txt`), 'utf8')
    const expected = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Expected
    const { prompt, negativePrompt, parameters } = readInfotext(text)
    expect(expected.source).toMatch(/\w{3}/)
    expect({ prompt, negativePrompt, parameters: Object.fromEntries(parameters) }).toEqual({
      prompt: expected.prompt,
      negativePrompt: expected.negativePrompt,
      parameters: expected.parameters,
    })
    const sizes = [...parameters.keys()].flatMap((key) => {
      const size = infotextSize({ prompt, negativePrompt, parameters }, key)
      return size === null ? [] : [[key, [size.width, size.height]] as const]
    })
    expect(Object.fromEntries(sizes)).toEqual(expected.sizes)
  })
})
