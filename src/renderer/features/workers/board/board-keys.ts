import type { KeyboardEvent } from 'react'
import { WorkerId } from '../../../../shared/ids.ts'
import { useBoard } from '../board-store.ts'
import { selectAll, selectRange, toggleSelected } from '../selected-cards.ts'
import { shownOrder } from './shown-order.ts'

const ARROWS = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const

/**
 * Keys on a card: arrows go to the next card that way, with Shift they select on the way; X or Ctrl+Space selects,
 * Ctrl+A selects all.
 */
export function handleBoardKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.defaultPrevented || useBoard.getState().dragging) return
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-worker]') : null
  // Keys in a menu that floats elsewhere bubble here too.
  if (!card || !event.currentTarget.contains(card)) return
  const id = WorkerId.safeParse(card.dataset.worker)
  if (!id.success) return
  const ctrl = event.ctrlKey || event.metaKey
  const arrow = ARROWS[event.key as keyof typeof ARROWS]
  if (arrow && !ctrl && !event.altKey) {
    const next = neighbour(event.currentTarget, card, arrow)
    if (!next) return
    event.preventDefault()
    const nextId = WorkerId.safeParse(next.dataset.worker)
    if (event.shiftKey && nextId.success) {
      if (useBoard.getState().anchor === null) toggleSelected(id.data)
      selectRange(nextId.data, shownOrder())
    }
    next.querySelector<HTMLElement>('[data-name]')?.focus()
  } else if ((event.key === 'x' && !ctrl) || (event.key === ' ' && ctrl)) {
    event.preventDefault()
    toggleSelected(id.data)
  } else if (event.key === 'a' && ctrl) {
    event.preventDefault()
    selectAll(shownOrder())
  }
}

/** The nearest card whose middle lies that way; the other axis counts three times. */
function neighbour(board: Element, from: Element, way: 'up' | 'down' | 'left' | 'right'): HTMLElement | null {
  const middle = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  }
  const here = middle(from)
  let best: HTMLElement | null = null
  let least = Number.POSITIVE_INFINITY
  for (const card of board.querySelectorAll<HTMLElement>('[data-worker]')) {
    const there = middle(card)
    const [dx, dy] = [there.x - here.x, there.y - here.y]
    const along = { up: -dy, down: dy, left: -dx, right: dx }[way]
    const across = Math.abs(way === 'up' || way === 'down' ? dx : dy)
    const distance = along + across * 3
    if (card !== from && along > 4 && distance < least) {
      best = card
      least = distance
    }
  }
  return best
}
