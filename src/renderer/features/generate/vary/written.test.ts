import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisValues } from '../../../../shared/grid-values.ts'
import { linesIn, shownText, written } from './written.ts'

describe('the values of an axis', () => {
  it('are written so that they are read back as they are', () => {
    expect(written(['cat', 'a dog, wet', 'say "hi"', ''])).toBe('cat, "a dog, wet", "say ""hi""", ""')
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n') })), (values) => {
        expect(axisValues('prompt-replace', written(values))).toEqual(values)
      }),
    )
  })

  it('stay as they were typed until they are others', () => {
    const how = { read: (text: string) => axisValues('steps', text), write: written }
    expect(shownText('10-12,', ['10', '11', '12'], how)).toBe('10-12,')
    expect(shownText('10-12', ['20', '30'], how)).toBe('20, 30')
    expect(shownText('1-99999', [], how)).toBe('1-99999')
  })
})

it('prompts are lines with something in them', () => {
  expect(linesIn(' a door \n\n a cat\n')).toEqual(['a door', 'a cat'])
})
