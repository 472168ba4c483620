import { describe, expect, it } from 'vitest'
import { workedOn } from './masked-frame.ts'

const picture = { width: 1000, height: 800 }
const square = { width: 512, height: 512 }
const only = { onlyMasked: true, ownSize: false, padding: 32, maskBlur: 0 }
const bounds = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom })

describe('the part of a picture that is worked on', () => {
  it('is what is masked with room around it, in the shape of the result', () => {
    expect(workedOn(bounds(400, 300, 528, 332), only, picture, square)).toEqual(bounds(368, 220, 560, 412))
    expect(workedOn(bounds(400, 300, 432, 428), only, picture, square)).toEqual(bounds(320, 268, 512, 460))
  })
  it('is moved back into the picture at its edges', () => {
    expect(workedOn(bounds(900, 0, 1000, 20), only, picture, square)).toEqual(bounds(868, 0, 1000, 132))
    expect(workedOn(bounds(0, 700, 40, 800), only, picture, square)).toEqual(bounds(0, 668, 132, 800))
  })
  it('is no larger than the picture, even where its shape would need that', () => {
    const tall = { width: 512, height: 1024 }
    expect(workedOn(bounds(100, 100, 900, 700), only, picture, tall)).toEqual(bounds(68, 0, 932, 800))
  })
  it('has room for the soft edge as well', () => {
    expect(
      workedOn(bounds(400, 300, 500, 400), { ...only, padding: 0, maskBlur: 4 }, picture, square),
    ).toEqual(bounds(390, 290, 510, 410))
  })
  it('has the shape of the picture where that is the size of the result', () => {
    const part = workedOn(bounds(400, 300, 500, 400), { ...only, ownSize: true, padding: 0 }, picture, square)
    expect(part).toEqual(bounds(388, 300, 513, 400))
  })
  it('is all of it otherwise', () => {
    expect(workedOn(bounds(400, 300, 500, 400), { ...only, onlyMasked: false }, picture, square)).toBeNull()
    expect(workedOn(null, only, picture, square)).toBeNull()
  })
})
