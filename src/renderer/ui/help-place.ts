/** px, as `getBoundingClientRect` tells it */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Where a sentence goes, as Radix takes it: beside its label, so many px away from it. */
export interface HelpPlace {
  readonly side: 'top' | 'bottom' | 'right' | 'left'
  readonly sideOffset: number
}

interface Asked {
  /** what the sentence hangs on */
  readonly label: Box
  /** all of what it explains: label, control, hint */
  readonly field: Box
  /** what is being typed in; null: nothing is */
  readonly typed: Box | null
  readonly size: { readonly width: number; readonly height: number }
  readonly window: { readonly width: number; readonly height: number }
}

/** px between a sentence and its field, and between it and the edge of the window */
export const [HELP_GAP, HELP_MARGIN] = [5, 8]

const SIDES = ['top', 'bottom', 'right', 'left'] as const

/**
 * The side of its field on which a sentence covers neither that field nor what is being typed in: above, below, then beside it. Where there is no
 * such side, the one beside which there is most room.
 */
export function helpPlace(asked: Asked): HelpPlace {
  const { label, field } = asked
  const side = SIDES.find((each) => isFree(asked, each)) ?? (roomRight(asked) > field.left ? 'right' : 'left')
  const away: Record<HelpPlace['side'], number> = {
    top: label.top - field.top,
    bottom: field.bottom - label.bottom,
    right: field.right - label.right,
    left: label.left - field.left,
  }
  return { side, sideOffset: away[side] + HELP_GAP }
}

const roomRight = ({ field, window }: Asked): number => window.width - field.right

function isFree(asked: Asked, side: HelpPlace['side']): boolean {
  const { typed, window } = asked
  const box = boxAt(asked, side)
  const fits =
    box.left >= HELP_MARGIN &&
    box.top >= HELP_MARGIN &&
    box.right <= window.width - HELP_MARGIN &&
    box.bottom <= window.height - HELP_MARGIN
  return fits && (typed === null || !isOver(box, typed))
}

/** Where it comes to lie there: begun with its label, moved along until it is inside of the window. */
function boxAt({ label, field, size, window }: Asked, side: HelpPlace['side']): Box {
  const [left, top] = {
    top: [label.left, field.top - HELP_GAP - size.height] as const,
    bottom: [label.left, field.bottom + HELP_GAP] as const,
    right: [field.right + HELP_GAP, label.top] as const,
    left: [field.left - HELP_GAP - size.width, label.top] as const,
  }[side]
  const isBeside = side === 'right' || side === 'left'
  const x = isBeside ? left : inside(left, size.width, window.width)
  const y = isBeside ? inside(top, size.height, window.height) : top
  return { left: x, top: y, right: x + size.width, bottom: y + size.height }
}

const inside = (from: number, length: number, room: number): number =>
  Math.max(HELP_MARGIN, Math.min(from, room - HELP_MARGIN - length))

/** Whether two boxes share any of their area. */
export const isOver = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
