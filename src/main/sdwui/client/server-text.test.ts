import { describe, expect, it, test } from 'vitest'
import { cpuMs } from '../../../shared/testing/growth.ts'
import { serverName, serverText } from './server-text.ts'

describe("a server's words", () => {
  it.each([
    ['colours', '\u001b[31mCUDA\u001b[0m error', 'CUDA error'],
    ['a window title', '\u001b]0;owned\u0007boom', 'boom'],
    ['a bell and a NUL', 'a\u0007b\u0000c', 'a b c'],
    ['lines', 'first\r\nsecond\u2028third', 'first second third'],
    ['wide gaps', 'a    b', 'a b'],
    ['marks that reorder', 'abc\u202egnp.exe\u2066', 'abcgnp.exe'],
    ['eight-bit escapes', 'a\u009b31mb', 'a 31mb'],
  ])('hold no %s', (_, text, shown) => expect(serverText(text)).toBe(shown))

  test('keep other scripts, joined characters and emoji', () => {
    for (const text of ['café 谷', 'می‌خواهم', '👩‍🚀 ok', 'Ünïcödé']) expect(serverText(text)).toBe(text)
  })

  test('are cut once, between characters, and say so', () => {
    expect(serverText('x'.repeat(900_000))).toHaveLength(500)
    expect(serverText('x'.repeat(501)).endsWith('x…')).toBe(true)
    expect(serverText(`${'x'.repeat(498)}😀y`)).toBe(`${'x'.repeat(498)}…`)
  })

  test('cost the same however long they are, whatever they are made of', async () => {
    for (const piece of ['\u001b[', '\u001b]', '\u0000', '\u200b', '[']) {
      const text = piece.repeat(4_000_000)
      expect(await cpuMs(() => serverText(text))).toBeLessThan(250)
    }
  })
})

describe('a name in the lists of a server', () => {
  test('that nobody can see is none', () => {
    for (const text of ['', ' ', '\u200b\u2060', '\u200d', '\u001b[0m', '\u0007'])
      expect(serverName(text)).toBeNull()
  })
  test('is cleaned, and left out rather than shortened', () => {
    expect(serverName('Euler\u001b[2J a')).toBe('Euler a')
    expect(serverName(' two  blanks +*')).toBe(' two  blanks +*')
    expect(serverName('x'.repeat(1001))).toBeNull()
  })
})
