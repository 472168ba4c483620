import { describe, expect, it } from 'vitest'
import type { ResizeMode } from '../../../../shared/generation.ts'
import { fitPicture } from './fit-picture.ts'

const WIDE = { width: 1600, height: 800 }
const SQUARE = { width: 512, height: 512 }
const whole = { left: 0, top: 25, width: 100, height: 50 }
const middle = { left: 25, top: 25, width: 50, height: 50 }
const tile = { left: 0, top: 0, width: 100, height: 100 }

describe('a picture in its tile', () => {
  it.each<[ResizeMode, ReturnType<typeof fitPicture>]>([
    ['crop', { picture: whole, frame: middle }],
    ['fill', { picture: whole, frame: tile }],
    ['stretch', { picture: tile, frame: tile }],
    ['latent', { picture: tile, frame: tile }],
  ])('%s: shows what becomes of it in another shape', (mode, expected) => {
    expect(fitPicture(WIDE, SQUARE, mode)).toEqual(expected)
  })

  it('has no frame in its own shape, or in one that differs by a few px', () => {
    expect(fitPicture(WIDE, null, 'crop')).toEqual({ picture: whole, frame: null })
    expect(fitPicture(WIDE, { width: 1024, height: 512 }, 'fill').frame).toBeNull()
    expect(fitPicture({ width: 1000, height: 667 }, { width: 768, height: 512 }, 'crop').frame).toBeNull()
  })

  it('is cut at the sides where it is wider, above and below where it is higher', () => {
    const tall = { width: 500, height: 1000 }
    expect(fitPicture(tall, SQUARE, 'crop').frame).toEqual({ left: 25, top: 25, width: 50, height: 50 })
    expect(fitPicture(SQUARE, WIDE, 'crop').frame).toEqual(whole)
  })
})
