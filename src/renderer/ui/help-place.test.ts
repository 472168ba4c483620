import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Box, HELP_GAP, HELP_MARGIN, type HelpPlace, helpPlace, isOver } from './help-place.ts'

const WINDOW = { width: 1024, height: 700 }
const SIZE = { width: 300, height: 50 }
const box = (left: number, top: number, width: number, height: number): Box => ({
  ...{ left, top, right: left + width, bottom: top + height },
})
/** A field of 320 px with a label of 60 at its top. */
const at = (top: number, typed: Box | null = null, left = 70, height = 60): HelpPlace =>
  helpPlace({
    ...{ label: box(left, top, 60, 16), field: box(left, top, 320, height) },
    ...{ typed, size: SIZE, window: WINDOW },
  })

it.each([
  ['above its field', at(300), { side: 'top', sideOffset: HELP_GAP }],
  [
    'below it where there is no room above, not over its control',
    at(40),
    { side: 'bottom', sideOffset: 44 + HELP_GAP },
  ],
  [
    'below it where one types above',
    at(300, box(70, 230, 320, 60)),
    { side: 'bottom', sideOffset: 44 + HELP_GAP },
  ],
  [
    'beside it where one types above and there is no room below',
    at(630, box(70, 560, 320, 60)),
    { side: 'right', sideOffset: 260 + HELP_GAP },
  ],
  ['beside one as high as the window', at(0, null, 70, 700), { side: 'right', sideOffset: 260 + HELP_GAP }],
  ['left of that at the right edge', at(0, null, 690, 700), { side: 'left', sideOffset: HELP_GAP }],
])('a sentence goes %s', (_, place, expected) => {
  expect(place).toEqual(expected)
})

it('never lies over its field or what is typed in, wherever there is a side for it', () => {
  const any = (most: number) => fc.integer({ min: 0, max: most })
  fc.assert(
    fc.property(
      any(700),
      any(640),
      any(400),
      any(300),
      any(640),
      fc.boolean(),
      (left, top, width, height, y, types) => {
        const field = box(left, top, 40 + width, 20 + height)
        const label = box(left, top, 30, 16)
        const typed = types ? box(70, y, 320, 60) : null
        const { side, sideOffset } = helpPlace({ label, field, typed, size: SIZE, window: WINDOW })
        const clamped = (from: number, length: number, room: number) =>
          Math.max(HELP_MARGIN, Math.min(from, room - HELP_MARGIN - length))
        const x = {
          top: label.left,
          bottom: label.left,
          right: label.right + sideOffset,
          left: label.left - sideOffset - 300,
        }
        const ys = {
          top: label.top - sideOffset - 50,
          bottom: label.bottom + sideOffset,
          right: label.top,
          left: label.top,
        }
        const isBeside = side === 'left' || side === 'right'
        const drawn = box(
          isBeside ? x[side] : clamped(x[side], 300, WINDOW.width),
          isBeside ? clamped(ys[side], 50, WINDOW.height) : ys[side],
          ...([300, 50] as const),
        )
        expect(isOver(drawn, field)).toBe(false)
        // Where every side is too small, or what is typed in lies beside all of them, there is no better one.
        const isTold =
          drawn.left >= 0 && drawn.right <= WINDOW.width && drawn.top >= 0 && drawn.bottom <= WINDOW.height
        if (side === 'top' || side === 'bottom')
          expect([isTold, typed !== null && isOver(drawn, typed)]).toEqual([true, false])
      },
    ),
  )
})
