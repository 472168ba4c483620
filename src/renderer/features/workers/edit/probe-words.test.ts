import { describe, expect, it } from 'vitest'
import { CAP_PRESETS, capWords, imagesUnder } from './pixel-cap.ts'
import { fingerprintRows, foundWords, serverWords } from './probe-words.ts'

describe('what a look at an address says', () => {
  it('names the kind and version of a server', () => {
    expect(serverWords('forge', 'f2.0.1')).toBe('Forge f2.0.1')
    expect(serverWords(null, null)).toBe('A server of unknown kind')
  })

  it('says how fast it answers and what it has loaded', () => {
    expect(foundWords({ roundTripMs: 11.6, checkpoint: 'dreamshaper_8', proxy: null })).toBe(
      '12 ms round trip · dreamshaper_8 is loaded',
    )
    expect(foundWords({ roundTripMs: 0.2, checkpoint: null, proxy: null })).toBe('1 ms round trip')
  })

  it('names what it computes on', () => {
    expect(
      foundWords({ roundTripMs: null, checkpoint: 'dreamshaper_8', device: 'RTX 3060', proxy: null }),
    ).toBe('dreamshaper_8 is loaded · on RTX 3060')
  })

  it('names the proxy it was asked through', () => {
    expect(foundWords({ roundTripMs: 11.6, checkpoint: null, proxy: 'gate:3128' })).toBe(
      '12 ms round trip · through the proxy gate:3128',
    )
  })

  it('breaks a fingerprint into rows of eight pairs and loses none of it', () => {
    const fingerprint = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0')).join(
      ':',
    )
    const rows = fingerprintRows(fingerprint)
    expect(rows).toHaveLength(4)
    expect(rows.join(':')).toBe(fingerprint)
  })
})

describe('the cap of pixels', () => {
  it('offers each number once, smallest first', () => {
    expect(CAP_PRESETS).toEqual([...new Set(CAP_PRESETS)].sort((a, b) => a - b))
  })

  it('is told as pictures where it is a preset, else in megapixels', () => {
    expect(CAP_PRESETS.map(capWords)).toEqual([
      '1 image of 512 × 512',
      '2 images of 512 × 512',
      '1 image of 768 × 768',
      '4 images of 512 × 512, or 1 of 1024 × 1024',
      '8 images of 512 × 512, or 2 of 1024 × 1024',
      '4 images of 1024 × 1024',
      '8 images of 1024 × 1024',
    ])
    expect(capWords(3_000_000)).toBe('3.00 megapixels')
  })

  it('says how many images of a size it lets through', () => {
    expect(imagesUnder(1024 * 1024, 512)).toBe(4)
    expect(imagesUnder(1024 * 1024 - 1, 1024)).toBe(0)
  })
})
