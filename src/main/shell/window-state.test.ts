import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fitToScreens, loadWindowState, MIN_WINDOW_PX, saveWindowState } from './window-state.ts'

const laptop = { x: 0, y: 0, width: 1920, height: 1040 }
const second = { x: 1920, y: 0, width: 2560, height: 1400 }
const left = { x: 100, y: 60, width: 1440, height: 900, maximized: false }

describe('fitting the window to the screens', () => {
  it('keeps a window that is reachable', () => {
    expect(fitToScreens(left, [laptop])).toEqual(left)
    expect(fitToScreens({ ...left, x: 2400 }, [laptop, second])).toEqual({ ...left, x: 2400 })
  })
  it('lets the system place a window whose screen is gone', () => {
    expect(fitToScreens({ ...left, x: 2400 }, [laptop])).toEqual({ ...left, x: null, y: null })
  })
  it('makes it no larger than its screen and no smaller than the panel is laid out for', () => {
    expect(fitToScreens({ ...left, width: 5000, height: 5000 }, [laptop])).toMatchObject({
      width: 1920,
      height: 1040,
    })
    expect(fitToScreens({ ...left, width: 10, height: 10 }, [laptop])).toMatchObject(MIN_WINDOW_PX)
  })
  it('always answers a window that can be used', () => {
    const px = fc.integer({ min: -100_000, max: 100_000 })
    const state = fc.record({ x: px, y: px, width: px, height: px, maximized: fc.boolean() })
    fc.assert(
      fc.property(state, (any) => {
        const { width, height } = fitToScreens(any, [laptop, second])
        return (
          width >= MIN_WINDOW_PX.width && height >= MIN_WINDOW_PX.height && width <= 2560 && height <= 1400
        )
      }),
    )
  })
})

describe('remembering the window', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'window-state-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('gives back what was saved', () => {
    const file = join(folder, 'deeper', 'window.json')
    saveWindowState(file, { ...left, maximized: true })
    expect(loadWindowState(file)).toEqual({ ...left, maximized: true })
  })
  it.each(['', '{', '[]', '{"x":1e99}', '{"x":0,"y":0,"width":"wide","height":1,"maximized":false}'])(
    'starts afresh from a broken file: %s',
    (text) => {
      const file = join(folder, 'window.json')
      writeFileSync(file, text)
      expect(loadWindowState(file)).toMatchObject({ x: null, width: 1440, height: 900 })
    },
  )
})
