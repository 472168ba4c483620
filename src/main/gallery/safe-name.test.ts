import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutToBytes, NAME_BYTES, safeName } from './safe-name.ts'

describe('safeName', () => {
  it.each([
    ['a/b\\c', 'a_b_c'],
    ['what? <now>: "x|y" *', 'what_ _now__ _x_y_ _'],
    ['CON', '_CON'],
    ['con.png', '_con.png'],
    ['Lpt9.tar.gz', '_Lpt9.tar.gz'],
    ['COM¹', '_COM¹'],
    ['CONIN$', '_CONIN$'],
    ['console', 'console'],
    ['..', ''],
    ['.', ''],
    ['...', ''],
    ['.hidden', '_hidden'],
    ['name. . .', 'name'],
    [' spaces   inside ', 'spaces inside'],
    ['tab\tnew\nline\u0000nul', 'tabnewlinenul'],
    ['rtl\u202egnp.exe', 'rtlgnp.exe'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['lone\ud800surrogate', 'lonesurrogate'],
    ['e\u0301', 'é'],
    ['日本語 🐄', '日本語 🐄'],
    ['', ''],
  ])('makes %j into %j', (text, expected) => {
    expect(safeName(text)).toBe(expected)
  })

  it('keeps whole characters when it cuts, and cuts by bytes', () => {
    const name = safeName('🐄'.repeat(200))
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(NAME_BYTES)
    expect(name).toMatch(/^(🐄)+$/u)
    expect(cutToBytes('aé', 2)).toBe('a')
  })

  it('holds for any text: one name, never reserved, never hidden, no odd ending, stable when applied again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = safeName(text)
        expect(name).not.toMatch(/[/\\<>:"|?*\u0000-\u001f]/)
        expect(name).not.toMatch(/^\.|[. ]$/)
        expect(name.split('.')[0]).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/i)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(NAME_BYTES)
        expect(name.isWellFormed()).toBe(true)
        expect(safeName(name)).toBe(name)
      }),
      { numRuns: 500 },
    )
  })
})
