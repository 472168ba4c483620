import { describe, expect, it } from 'vitest'
import { correctionKeys, correctionOf, observations, withCorrection } from './corrections.ts'
import { IMAGE_TO_IMAGE, inputOf } from './testing/from-others.ts'
import { paramsFor } from './testing/true-speed.ts'

const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
const plain = correctionKeys(paramsFor({ width: 1024, height: 1024 }), 'a')
const scaledUp = correctionKeys(paramsFor({ width: 512, height: 512, hires }), 'a')

describe('the levels of a correction', () => {
  it('keep pictures with a hires pass apart from those made at that size', () => {
    expect(plain.slice(0, 2)).toEqual(scaledUp.slice(0, 2))
    expect(plain[2]).not.toBe(scaledUp[2])
  })
  it('teach a hires picture nothing of its own by a plain one of its size', () => {
    let known = {}
    for (let at = 0; at < 9; at++) known = withCorrection(known, plain, 3)
    expect(correctionOf(known, plain)).toBeGreaterThan(correctionOf(known, scaledUp))
  })
  it('keep pictures apart by the scripts that run, however those are spelled and ordered', () => {
    const keyOf = (...titles: string[]) =>
      correctionKeys(
        paramsFor({ extra: { alwayson_scripts: Object.fromEntries(titles.map((title) => [title, {}])) } }),
        'a',
      )[2]
    expect(keyOf('ADetailer', 'ControlNet')).toBe(keyOf('controlnet', 'adetailer'))
    expect(new Set([keyOf(), keyOf('ADetailer'), keyOf('ADetailer', 'ControlNet')]).size).toBe(3)
  })
  it('still finds what was stored for plain pictures before', () => {
    expect(plain[2]).toBe('checkpoint:a|Euler a|Automatic|20')
    expect(correctionOf({ 'checkpoint:a|Euler a|Automatic|20': { mean: 2, n: 3 } }, plain)).toBe(1.5)
  })
})

// Each level is trusted n / (n + 3) against the one above (docs/scheduling.md).
describe('what the levels say together', () => {
  const keys = ['', 'checkpoint:a', 'checkpoint:a|Euler a|Automatic|18']

  it('is nothing new where nothing was seen', () => {
    expect(correctionOf({}, keys)).toBe(1)
  })
  it('begins at the widest, each narrower one with the last word as far as it is trusted', () => {
    // 3/6 of the way to 2: 1.5; then 1/4 of the way to 4: 2.125; then 9/12 of the way to 1: 1.28125.
    const known = { '': { mean: 2, n: 3 }, 'checkpoint:a': { mean: 4, n: 1 } }
    expect(correctionOf(known, keys)).toBe(2.125)
    expect(correctionOf({ ...known, [keys[2] ?? '']: { mean: 1, n: 9 } }, keys)).toBe(1.28125)
    expect(correctionOf({ 'checkpoint:a': { mean: 4, n: 1 } }, keys)).toBe(1.75)
  })
  it('is taken note of on every level, and ends a row of outliers', () => {
    const before = { '': { mean: 2, n: 1 }, outlier: { mean: 7, n: 2 } }
    expect(withCorrection(before, keys, 4)).toEqual({
      '': { mean: 3, n: 2 },
      'checkpoint:a': { mean: 4, n: 1 },
      [keys[2] ?? '']: { mean: 4, n: 1 },
    })
    expect(before.outlier.n).toBe(2)
    expect(observations(withCorrection(before, keys, 4), keys)).toBe(1)
    expect(observations(before, keys)).toBe(0)
  })
  it('is kept of the levels seen most, two hundred of them, when there are more than four hundred', () => {
    const levels = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`level ${at}`, { mean: 1, n: at + 2 }]))
    expect(Object.keys(withCorrection(levels(399), [''], 1))).toHaveLength(400)
    const kept = withCorrection(levels(400), [''], 1)
    expect(Object.keys(kept)).toHaveLength(200)
    // Of 2 to 401 observations, and one of 1.
    expect(Math.min(...Object.values(kept).map(({ n }) => n))).toBe(202)
  })
})

describe('the key of a kind of request', () => {
  const narrow = (more: Parameters<typeof paramsFor>[0], checkpoint: string | null = 'a') =>
    correctionKeys(paramsFor(more), checkpoint).at(-1)

  it('has a bucket of half a doubling of the pixels, those of the hires pass', () => {
    // 512x512 are 2^18 pixels, 640x512 2^18.32, 720x512 2^18.49, 512x768 2^18.58.
    expect(narrow({})).toBe('checkpoint:a|Euler a|Automatic|18')
    expect(narrow({ width: 600 })).toBe('checkpoint:a|Euler a|Automatic|18')
    expect(narrow({ width: 640 })).toBe('checkpoint:a|Euler a|Automatic|18.5')
    expect(narrow({ height: 768 })).toBe('checkpoint:a|Euler a|Automatic|18.5')
    expect(narrow({ hires })).toBe('checkpoint:a|Euler a|Automatic|20|hires')
  })
  it.each<[string, Parameters<typeof paramsFor>[0], string]>([
    ['is made from another', { imageToImage: IMAGE_TO_IMAGE }, '18|img2img'],
    ['has a mask', { imageToImage: { ...IMAGE_TO_IMAGE, mask: inputOf(8, 8) } }, '18|img2img|mask'],
    [
      'is made in its masked part alone',
      { imageToImage: { ...IMAGE_TO_IMAGE, mask: inputOf(8, 8), onlyMasked: true } },
      '18|img2img|only-masked',
    ],
    [
      'has the size of its input',
      { imageToImage: { ...IMAGE_TO_IMAGE, ownSize: true }, input: inputOf(1024, 1024) },
      '20|img2img',
    ],
    ['changes the checkpoint for its end', { refiner: { checkpoint: 'b', switchAt: 0.8 } }, '18|refiner'],
    ['changes it for its hires pass', { hires: { ...hires, checkpoint: 'b' } }, '20|hires|hires-checkpoint'],
    ['has its faces restored', { restoreFaces: true }, '18|faces'],
    ['is made by a script', { script: { title: 'SD upscale', args: [] } }, '18|script:sd upscale'],
    [
      'has two units of ControlNet',
      { extra: { alwayson_scripts: { ControlNet: { args: [{}, {}] } } } },
      '18|units:2|controlnet',
    ],
  ])('tells that it %s', (_, more, end) => {
    expect(narrow(more)).toBe(`checkpoint:a|Euler a|Automatic|${end}`)
  })
  it('names the checkpoint that is used, else the one asked for, else none', () => {
    expect(narrow({ checkpoint: 'asked' }, 'used')).toMatch(/^checkpoint:used[|]/)
    expect(narrow({ checkpoint: 'asked' }, null)).toMatch(/^checkpoint:asked[|]/)
    expect(narrow({ checkpoint: null }, null)).toMatch(/^checkpoint:[|]/)
  })
})
