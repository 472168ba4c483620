import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { AREAS, ENGLISH } from './catalogue.ts'

/** The parameters as the types read them (parameters.ts). */
const byText = (text: string) =>
  text
    .split('{')
    .slice(1)
    .map((piece) => piece.split('}')[0]?.split(',')[0] ?? '')
    .filter((name) => name !== '' && !/[ #.']/.test(name))

function byParser(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return []
      case TYPE.plural:
      case TYPE.select:
        return [element.value, ...Object.values(element.options).flatMap(({ value }) => byParser(value))]
      case TYPE.tag:
        return byParser(element.children)
      default:
        return [element.value]
    }
  })
}

const messages = Object.entries<string>(ENGLISH)

describe('the catalogue', () => {
  it('names every message once', () => {
    const keys = AREAS.flatMap((area) => Object.keys(area))
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    expect(keys.length).toBe(messages.length)
  })

  it('is ICU throughout, with the parameters that its types ask for', () => {
    const wrong = messages.flatMap(([key, text]) => {
      const found = new Set(byParser(parse(text, { ignoreTag: true })))
      const typed = new Set(byText(text))
      return [...found].sort().join() === [...typed].sort().join() ? [] : [key]
    })
    expect(wrong).toEqual([])
  })

  it('has a text of now for every text of the past, with the same parameters at most', () => {
    const wrong = messages.flatMap(([key, text]) => {
      if (!key.endsWith('.past')) return []
      const now = (ENGLISH as Readonly<Record<string, string>>)[key.slice(0, -'.past'.length)]
      return now !== undefined && byText(text).every((name) => byText(now).includes(name)) ? [] : [key]
    })
    expect(wrong).toEqual([])
  })
})
