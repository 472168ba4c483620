import { describe, expect, it } from 'vitest'
import { cornerOf, fitScale, keepInside, openedView, overflows, zoomAt } from './zoom.ts'

const pane = { width: 1040, height: 640 }
const picture = { width: 2000, height: 1200 }

describe('the view of a picture', () => {
  it('fits by the tighter side; a small one is enlarged', () => {
    expect(fitScale(pane, picture)).toBe(0.5)
    expect(fitScale(pane, { width: 64, height: 64 })).toBe(8)
    expect(fitScale(pane, { width: 500, height: 300 })).toBe(2)
    expect(fitScale({ width: 0, height: 0 }, picture)).toBeGreaterThan(0)
  })
  it('begins as was chosen: all of the picture, or its own size', () => {
    expect(openedView('fit', pane, picture, 1)).toEqual({ scale: 0.5, x: 0, y: 0 })
    expect(openedView('fit', pane, picture, 2)).toEqual({ scale: 0.5, x: 0, y: 0 })
    expect(openedView('actual', pane, picture, 1)).toEqual({ scale: 1, x: 0, y: 0 })
  })
  it('is at its own size where one px of it is one of the screen, however dense that is', () => {
    expect(openedView('actual', pane, picture, 1.5).scale).toBeCloseTo(1 / 1.5)
    expect(openedView('actual', pane, picture, 2).scale).toBe(0.5)
  })
  it('stands on whole px of the screen', () => {
    const odd = { width: 1041, height: 643 }
    const actual = { scale: 1, x: 0, y: 0 }
    expect(cornerOf(actual, pane, { width: 768, height: 512 }, 1)).toEqual({ left: 136, top: 64 })
    expect(cornerOf(actual, odd, { width: 768, height: 512 }, 1)).toEqual({ left: 137, top: 66 })
    expect(cornerOf({ scale: 0.5, x: 0, y: 0 }, odd, { width: 768, height: 512 }, 2)).toEqual({
      left: 328.5,
      top: 193.5,
    })
  })
  it('stands around the middle, moved by what it was moved', () => {
    expect(cornerOf({ scale: 0.5, x: 12, y: -8 }, pane, picture, 1)).toEqual({ left: 32, top: 12 })
  })
  it('can be moved where some of it lies outside', () => {
    expect(overflows({ scale: 1, x: 0, y: 0 }, pane, picture)).toBe(true)
    expect(overflows({ scale: 1, x: 0, y: 0 }, pane, { width: 500, height: 641 })).toBe(true)
    expect(overflows({ scale: 0.5, x: 0, y: 0 }, pane, picture)).toBe(false)
  })
  it('keeps what is under the pointer when it is zoomed', () => {
    const before = { scale: 1, x: 100, y: -50 }
    const point = { x: 200, y: 80 }
    const under = (view: typeof before) => [(point.x - view.x) / view.scale, (point.y - view.y) / view.scale]
    const after = zoomAt(before, 1.25, point, pane, picture)
    expect(after.scale).toBe(1.25)
    for (const [index, value] of under(after).entries()) expect(value).toBeCloseTo(under(before)[index] ?? 0)
  })
  it('zooms between bounds', () => {
    expect(zoomAt({ scale: 7, x: 0, y: 0 }, 10, { x: 0, y: 0 }, pane, picture).scale).toBe(8)
    expect(zoomAt({ scale: 0.03, x: 0, y: 0 }, 0.01, { x: 0, y: 0 }, pane, picture).scale).toBe(0.02)
  })
  it('leaves no gap at the edges of a larger picture and centres a smaller one', () => {
    expect(keepInside({ scale: 1, x: 9999, y: -9999 }, pane, picture)).toEqual({ scale: 1, x: 480, y: -280 })
    expect(keepInside({ scale: 0.1, x: 50, y: 50 }, pane, picture)).toEqual({ scale: 0.1, x: 0, y: 0 })
  })
})
