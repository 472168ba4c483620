import { describe, expect, it } from 'vitest'
import { clampNumber, parseNumber, stepNumber } from './number-entry.ts'

describe('typed numbers', () => {
  it.each([
    ['12', 12],
    [' 6.5 ', 6.5],
    ['6,5', 6.5],
    ['-1', -1],
  ])('%j is %d', (text, expected) => {
    expect(parseNumber(text)).toBe(expected)
  })
  it.each(['', ' ', 'twelve', '1.2.3'])('%j is no number', (text) => {
    expect(parseNumber(text)).toBeNaN()
  })
})

describe('leaving a number field', () => {
  const side = { min: 64, max: 4096, step: 8 }
  it.each([
    [0, 64],
    [513, 512],
    [517, 520],
    [9999, 4096],
  ])('brings a side of %d px to %d', (typed, expected) => {
    expect(clampNumber(typed, side)).toBe(expected)
  })
  it('keeps any number between the bounds where no grid is wanted', () => {
    expect(clampNumber(6.37, { min: 1, max: 30, step: 0.5, snap: false })).toBe(6.37)
  })
  it('never leaves the bounds to reach the grid', () => {
    expect(clampNumber(0, { min: 3, max: 50, step: 8 })).toBe(8)
    expect(clampNumber(50, { min: 3, max: 50, step: 8 })).toBe(48)
  })
})

describe('arrow keys in a number field', () => {
  it('go by steps, without dust of floating point', () => {
    expect(stepNumber(0.1, 2, { min: 0, max: 1, step: 0.1 })).toBe(0.3)
  })
  it('stop at the bounds', () => {
    expect(stepNumber(12, 10, { min: 1, max: 15 })).toBe(15)
  })
  it('start at the least where there is no number', () => {
    expect(stepNumber(Number.NaN, 1, { min: 1, max: 15 })).toBe(1)
  })
})
