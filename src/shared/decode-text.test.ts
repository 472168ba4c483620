import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'

const TEXT = 'café, a harbour\r\nsnow – “deep”\r\n'
const OTHER_SCRIPTS = '谷の霧\nзима\n🌊\n'

const bytesOf = (...numbers: number[]) => new Uint8Array(numbers)
const joined = (...parts: Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]))
const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, order: 'le' | 'be') =>
  new Uint8Array(
    Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((code) =>
      order === 'le' ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff],
    ),
  )
/** é “ ” – as Windows-1252 has them */
const windows = (text: string) => {
  const own = new Map([
    ['é', 0xe9],
    ['“', 0x93],
    ['”', 0x94],
    ['–', 0x96],
  ])
  return new Uint8Array([...text].map((char) => own.get(char) ?? char.charCodeAt(0)))
}

describe('a text file of anybody’s editor', () => {
  it('is read as UTF-8, whatever its script, with and without a mark', () => {
    for (const text of [TEXT, OTHER_SCRIPTS, '']) {
      expect(decodeText(utf8(text))).toBe(text)
      expect(decodeText(joined(bytesOf(0xef, 0xbb, 0xbf), utf8(text)))).toBe(text)
    }
  })

  it('is read as UTF-16 of either order by its mark', () => {
    for (const text of [TEXT, OTHER_SCRIPTS]) {
      expect(decodeText(joined(bytesOf(0xff, 0xfe), utf16(text, 'le')))).toBe(text)
      expect(decodeText(joined(bytesOf(0xfe, 0xff), utf16(text, 'be')))).toBe(text)
    }
  })

  it('is read as UTF-16 without a mark where it has characters of ASCII', () => {
    for (const text of [TEXT, OTHER_SCRIPTS, '{"a":1}']) {
      expect(decodeText(utf16(text, 'le'))).toBe(text)
      expect(decodeText(utf16(text, 'be'))).toBe(text)
    }
  })

  it('is read as Windows-1252 where it is no UTF-8, also when the letter stands last', () => {
    expect(decodeText(windows(TEXT))).toBe(TEXT)
    expect(decodeText(windows('café'))).toBe('café')
  })

  it('stays UTF-8 when a byte of it is damaged', () => {
    expect(decodeText(joined(utf8('谷の霧'), bytesOf(0xe9), utf8('谷')))).toBe('谷の霧\ufffd谷')
  })

  it('loses at most its last character where it was cut', () => {
    expect(decodeText(utf8('谷霧').subarray(0, 5), { whole: false })).toBe('谷')
    expect(decodeText(joined(bytesOf(0xff, 0xfe), utf16('ab', 'le')).subarray(0, 5), { whole: false })).toBe(
      'a',
    )
  })
})
