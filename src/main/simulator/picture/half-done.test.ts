import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { paintHalfDone } from './half-done.ts'
import { paint } from './paint.ts'
import { sceneOf } from './scene.ts'

const scene = sceneOf({ prompt: 'quiet harbour', seed: 7, subseed: 0, subseedStrength: 0 })
const drawn = (width: number, height: number, fraction: number) =>
  paintHalfDone(scene, width, height, fraction, 'grain').rgb

describe('a picture that is half done', () => {
  test('is the picture itself when all steps are done', () => {
    expect(drawn(64, 48, 1)).toEqual(paint(scene, 64, 48).rgb)
  })

  // A box as wide as the picture is high reaches beyond both of its ends.
  test.each([
    [64, 48, 0.3, 3_534_411_301],
    [16, 8, 0, 1_636_027_525],
    [200, 150, 0.9, 2_897_725_607],
  ])('is blurred and noisy before: %i x %i px, %f done', (width, height, fraction, checksum) => {
    expect(crc32(drawn(width, height, fraction))).toBe(checksum)
  })
})
