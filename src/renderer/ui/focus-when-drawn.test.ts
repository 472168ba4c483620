import { beforeEach, expect, it, vi } from 'vitest'
import { focusWhenDrawn } from './focus-when-drawn.ts'

/** The frames that are asked for, and a page whose elements are drawn when a test says so. */
let frames: (() => void)[]
let page: EventTarget
let focused: string[]
const drawn = new Set<string>()

const find = (name: string) => () =>
  drawn.has(name) ? ({ focus: () => focused.push(name) } as unknown as HTMLElement) : null
/** Frames that were drawn until nobody waited for one any more, at most `most`. */
function draw(most: number): number {
  for (let count = 0; count < most; count++) {
    const due = frames
    frames = []
    if (due.length === 0) return count
    for (const frame of due) frame()
  }
  return most
}
const press = (type: string, key?: string) => page.dispatchEvent(Object.assign(new Event(type), { key }))

beforeEach(() => {
  frames = []
  focused = []
  drawn.clear()
  page = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  return () => vi.unstubAllGlobals()
})

it('focuses at once what is drawn, without waiting for a frame', () => {
  drawn.add('tile')
  focusWhenDrawn(find('tile'))
  expect(focused).toEqual(['tile'])
  expect(frames).toEqual([])
})

it.each([1, 2, 30])('waits %i frames for what is drawn only then, and focuses it once', (late) => {
  focusWhenDrawn(find('tile'))
  expect(draw(late - 1)).toBe(late - 1)
  expect(focused).toEqual([])
  drawn.add('tile')
  draw(1000)
  expect(focused).toEqual(['tile'])
})

it('gives up what is never drawn after about a second', () => {
  focusWhenDrawn(find('tile'))
  expect(draw(1000)).toBe(60)
  drawn.add('tile')
  draw(1000)
  expect(focused).toEqual([])
})

it('leaves the focus to whoever asks next', () => {
  focusWhenDrawn(find('tile'))
  draw(1)
  focusWhenDrawn(find('next tile'))
  drawn.add('tile').add('next tile')
  draw(1000)
  expect(focused).toEqual(['next tile'])
})

it.each([
  ['a press of the pointer', 'pointerdown', undefined],
  ['Tab', 'keydown', 'Tab'],
])('leaves the focus where %s puts it', (_, type, key) => {
  focusWhenDrawn(find('tile'))
  press(type, key)
  drawn.add('tile')
  draw(1000)
  expect(focused).toEqual([])
})

it('is not stopped by a key that moves no focus', () => {
  focusWhenDrawn(find('tile'))
  press('keydown', 'Control')
  drawn.add('tile')
  draw(1)
  expect(focused).toEqual(['tile'])
})
