import { describe, expect, it } from 'vitest'
import { clock, secondsText, shortMilliseconds, shortSeconds } from './format-duration.ts'
import { bytes, bytesOf, decimal, megapixels, percent, signedPercent, times, whole } from './format-number.ts'

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [-3, '0:00'],
    [36.4, '0:36'],
    [59.6, '1:00'],
    [754, '12:34'],
    [3600, '1:00:00'],
    [36_754, '10:12:34'],
  ])('%d s is %s', (seconds, expected) => {
    expect(clock(seconds)).toBe(expected)
  })
  it.each([
    [2.94, '2.9 s'],
    [59.94, '59.9 s'],
    [59.96, '1:00'],
  ])('%d s of work is %s', (seconds, expected) => {
    expect(shortSeconds(seconds)).toBe(expected)
  })
  it('of requests and of whole seconds keep their unit', () => {
    expect([shortMilliseconds(12.4), shortMilliseconds(12_400)]).toEqual(['12 ms', '12.4 s'])
    expect([secondsText(75, 0), secondsText(0.257, 2)]).toEqual(['75 s', '0.26 s'])
  })
})

describe('numbers', () => {
  it('are shown with their units', () => {
    expect([bytes(0), bytes(1023), bytes(626_688), bytes(1536), bytes(3 * 1024 ** 3)]).toEqual([
      '0 B',
      '1023 B',
      '612 KB',
      '1.5 KB',
      '3.0 GB',
    ])
    expect(bytesOf(7 * 1024 ** 3, 12 * 1024 ** 3)).toBe('7.0 / 12 GB')
    expect([percent(0), percent(0.426), percent(1)]).toEqual(['0%', '43%', '100%'])
    expect([0.04, -0.03, 0.002, -0.002].map(signedPercent)).toEqual(['+4%', '−3%', '0%', '0%'])
    expect([times(1.0388), times(2)]).toEqual(['1.04×', '2.00×'])
    expect([megapixels(1024 * 1024), whole(1284.4), decimal(2.936, 1)]).toEqual([
      '1.05 megapixels',
      '1,284',
      '2.9',
    ])
  })
})
