import { describe, expect, it } from 'vitest'
import css from './tokens.css?raw'

const [dark = '', light = ''] = css.split(':root[data-theme="light"]')

/** A colour of a theme, as #rrggbb; the light theme leaves some as the dark one has them. */
function colour(theme: string, name: string): string {
  const found =
    new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(theme) ?? new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(dark)
  if (!found?.[1]) throw new Error(`There is no colour ${name}.`)
  return found[1]
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

describe('the colours of the panel', () => {
  const pairs = [
    ['dark', dark],
    ['light', light],
  ].flatMap(([theme = '', rules = '']) =>
    ['text', 'muted', 'faint-text'].flatMap((words) =>
      ['page', 'panel', 'field', 'raised'].map((under) => [theme, words, under, rules] as const),
    ),
  )
  it.each(pairs)('can be read: in the %s theme %s on %s', (_theme, words, under, rules) => {
    expect(contrast(colour(rules, words), colour(rules, under))).toBeGreaterThanOrEqual(4.5)
  })
})
