import { describe, expect, it } from 'vitest'
import type { BatchView } from '../../../shared/job.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import { batchFixture, T0 } from '../../testing/fixtures.ts'
import { blockLabel, blockLines, blockSpoken, blockTitle } from './block-words.ts'

const batch = (patch: Partial<BatchView> = {}) =>
  batchFixture({ id: 'a', worker: 'laptop', first: 8, count: 4 }, patch)
const block = (patch: Partial<BatchView> = {}, batches = 1) => ({
  batch: batch(patch),
  startAt: T0,
  endAt: T0,
  drawnFrom: T0,
  batches,
})
const lines = (patch: Partial<BatchView>, endSeconds: number, promised?: number) =>
  blockLines(
    { batch: batch(patch), startAt: T0 + 24_000, endAt: T0 + endSeconds * 1000, drawnFrom: T0, batches: 1 },
    T0,
    0.55,
    promised === undefined ? undefined : T0 + promised * 1000,
  )

describe('what is said about a batch', () => {
  it('names its images', () => {
    expect(blockTitle(block())).toBe('Images 9-12')
    expect(blockTitle(block({ bonus: true, count: 1 }))).toBe('Image 9, bonus')
    expect(blockTitle(block({ copy: true }))).toBe(
      'Images 9-12, made here too in case another machine is late',
    )
  })
  it('reads aloud whose it is and how it stands', () => {
    expect(blockSpoken('laptop', block({ state: 'returned' }))).toBe('laptop: Images 9-12, not made here')
    expect(blockSpoken('laptop', block({ state: 'stored', bonus: true }))).toBe(
      'laptop: Images 9-12, bonus, done',
    )
  })
  it('counts the images of several that are drawn together', () => {
    expect(blockTitle(block({ count: 48 }, 12))).toBe('48 images in 12 batches')
    expect([blockLabel(block()), blockLabel(block({ count: 48 }, 12))]).toEqual(['9-12', '48'])
  })
  it('holds the forecast against what came', () => {
    expect(lines({ state: 'stored' }, 37.2, 36)).toEqual([
      '4 pictures in 13.2 s, done at 0:37',
      'planned for 0:36, 1.2 s late',
    ])
    expect(lines({ state: 'stored' }, 36, 36)[1]).toBe('planned for 0:36')
    expect(lines({ state: 'stored' }, 36)).toHaveLength(1)
  })
  it('tells how far it is and how the forecast moved', () => {
    expect(lines({ state: 'computing' }, 38, 36)).toEqual([
      'computing, 55%',
      'since 0:24, expected at 0:38, 2.0 s late',
    ])
  })
  it('tells when it will begin', () => {
    expect(lines({ state: 'forecast' }, 36)).toEqual(['forecast: 0:24 to 0:36'])
    expect(lines({ state: 'sent' }, 36)[0]).toBe('sent, waiting for the batch before it')
  })
  it('tells why it came back', () => {
    expect(lines({ state: 'returned', returnedBecause: plainText('Connection refused.') }, 30)).toEqual([
      'given to other machines at 0:30',
      'Connection refused.',
    ])
  })
})
