import { describe, expect, it } from 'vitest'
import { fitScale, keepInside, openedView, overflows, zoomAt } from './zoom.ts'

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
    expect(openedView('fit', pane, picture)).toEqual({ scale: 0.5, x: 0, y: 0 })
    expect(openedView('actual', pane, picture)).toEqual({ scale: 1, x: 0, y: 0 })
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
