import { describe, expect, it } from 'vitest'
import { exampleName, tellsPicturesApart, unknownPlaceholders } from './template-example.ts'

describe('the example of a file name', () => {
  it.each([
    ['{date}/{job}-{index}-{seed}.{ext}', '2026-05-14/31-0009-418216.png'],
    ['{worker}/{prompt}', 'laptop/alpine valley at golden hour.png'],
    ['../../{seed}.{ext}', '418216.png'],
    ['{nonsense}.{ext}', '{nonsense}.png'],
    ['/', '31-0009.png'],
  ])('for %j is %j', (template, expected) => {
    expect(exampleName(template)).toBe(expected)
  })
  it('warns of names in braces that stand for nothing', () => {
    expect(unknownPlaceholders('{date}/{nonsense}-{seed}')).toEqual(['nonsense'])
  })
  it('knows when pictures of one job would be called the same', () => {
    expect(tellsPicturesApart('{date}/{index}')).toBe(true)
    expect(tellsPicturesApart('{date}/{worker}')).toBe(false)
  })
})
