import { afterEach, describe, expect, it } from 'vitest'
import { plainText, reason } from './catalogue.ts'
import { setLanguage } from './language.ts'
import { Reason, StoredReason } from './reason.ts'
import { inWords, say } from './say.ts'

function nestedBy(levels: number): Reason {
  let nested = plainText('innermost')
  for (let depth = 0; depth < levels; depth++) nested = { kind: 'common.text', params: { text: nested } }
  return nested
}

afterEach(() => setLanguage('english'))

describe('sentences of the catalogue', () => {
  it('agree in number', () => {
    expect([1, 2, 1284].map((count) => say('common.images', { count }))).toEqual([
      '1 image',
      '2 images',
      '1,284 images',
    ])
  })

  it('tell what earlier versions stored under another name', () => {
    expect(inWords({ kind: 'fleet.struck-out', params: {} })).toBe(
      'Paused after three failures in five minutes.',
    )
  })

  it('carry names, lists of names, reasons and lists of reasons', () => {
    const text = (value: Reason['params'][string]) =>
      inWords({ kind: 'common.text', params: { text: value } })
    expect(text('argon')).toBe('argon')
    expect(text(['argon', 'neon', 'attic'])).toBe('argon, neon, and attic')
    expect(text(reason('common.images', { count: 2 }))).toBe('2 images')
    expect(text([plainText('one'), plainText('two')])).toBe('one; two')
  })

  it('lose their full stop where they stand within another one', () => {
    const machines = ['Connection refused.', 'switched off', 'It waits...'].map(plainText)
    expect(inWords(reason('dispatch.nobody-now', { machines }))).toBe(
      'No machine is available. Connection refused; switched off; It waits....',
    )
    expect(inWords(reason('dispatch.all-said', { said: [plainText('It is full.')] }))).toBe('It is full.')
    expect(inWords(reason('dispatch.stuck.remedy'))).toBe('Restart its server.')
  })

  it('are marked once in the pseudo-language, however deep they are nested', () => {
    setLanguage('pseudo')
    expect(inWords({ kind: 'common.text', params: { text: plainText('inner') } })).toBe('⟦inner⟧')
  })
})

it('takes the parameters of a sentence only', () => {
  // @ts-expect-error a plural asks for a number
  expect(say('common.images', { count: '2' })).toBe('2 images')
  // @ts-expect-error nothing is called so
  const wrong = () => reason('common.images', { number: 2 })
  expect(wrong).not.toThrow()
})

describe('what was stored', () => {
  it('is shown as it is where an earlier version stored a sentence', () => {
    expect(inWords(StoredReason.parse('checkpoint a is missing'))).toBe('checkpoint a is missing')
  })

  it('is named where its kind or its parameters are those of another version', () => {
    expect(inWords({ kind: 'planning.of-tomorrow', params: {} })).toContain('planning.of-tomorrow')
    expect(inWords({ kind: 'common.images', params: {} })).toContain('common.images')
    expect(inWords({ kind: 'constructor', params: {} })).toContain('(constructor)')
  })

  it('ends, though it is nested without end', () => {
    const nested = nestedBy(5_000)
    expect(inWords(nested)).toBe('…')
    expect(Reason.safeParse(nested).success).toBe(false)
    expect(Reason.safeParse(nestedBy(5)).success).toBe(true)
  })
})
