import { describe, expect, it } from 'vitest'
import type { Pixels } from '../picture/paint.ts'
import { flat } from '../picture/raster.ts'
import { preprocessed } from './preprocessed.ts'

/** Dark on the left, brighter by `rise` on the right of the middle. */
function halves(width: number, height: number, rise: number): Pixels {
  const rgb = Buffer.alloc(width * height * 3, 20)
  for (let y = 0; y < height; y++) rgb.fill(20 + rise, (y * width + width / 2) * 3, (y + 1) * width * 3)
  return { width, height, rgb }
}
const at = ({ width, rgb }: Pixels, x: number, y: number) => [
  ...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
]
const lit = ({ rgb }: Pixels) => rgb.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0) / 3

describe('what a preprocessor makes of a picture', () => {
  const picture = halves(40, 20, 120)

  it('is an outline of one px where brightness changes, and nothing where it does not', () => {
    const edges = preprocessed(picture, 'canny')
    const row = Array.from({ length: 40 }, (_, x) => at(edges, x, 10)[0])
    expect(row.filter((value) => value === 255)).toHaveLength(1)
    expect(row.indexOf(255)).toBeGreaterThanOrEqual(19)
    expect(row.indexOf(255)).toBeLessThanOrEqual(20)
    expect(lit(preprocessed(flat({ width: 40, height: 20 }, [90, 90, 90]), 'lineart'))).toBe(0)
  })

  it('goes by the thresholds that are asked for', () => {
    const faint = halves(40, 20, 20)
    expect(lit(preprocessed(faint, 'canny'))).toBe(0)
    expect(lit(preprocessed(faint, 'canny', { thresholdA: 20, thresholdB: 40 }))).toBeGreaterThan(10)
  })

  it('is brighter where it is near, for depth', () => {
    const depth = preprocessed(picture, 'depth_midas')
    expect(at(depth, 5, 18)[0]).toBeGreaterThan(at(depth, 5, 2)[0] ?? 255)
    expect(at(depth, 5, 10)[0]).toBeGreaterThan(at(depth, 35, 10)[0] ?? 255)
  })

  it('is a figure of many colours within the picture, for poses, whatever its shape', () => {
    for (const [width, height] of [
      [200, 100],
      [100, 300],
      [9, 9],
    ] as const) {
      const pose = preprocessed(halves(width - (width % 2), height, 100), 'openpose_full')
      expect(lit(pose)).toBeGreaterThan(0)
      expect(lit(pose)).toBeLessThan((pose.width * pose.height) / 2)
    }
  })

  it('is the picture, or its negative, where nothing is looked for', () => {
    expect(preprocessed(picture, 'None')).toBe(picture)
    expect(preprocessed(picture, 'tile_resample')).toBe(picture)
    expect(at(preprocessed(picture, 'invert (from white bg & black line)'), 0, 0)).toEqual([235, 235, 235])
  })
})
