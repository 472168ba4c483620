import { type RefObject, useEffect, useRef } from 'react'
import type { ImageId } from '../../shared/ids.ts'
import { usePanel } from '../state/panel-store.ts'
import { focusWhenDrawn, isFocusNowhere } from '../ui/focus-when-drawn.ts'
import { nextTile, type TilePlace } from './next-tile.ts'

/**
 * Keeps the focus among the tiles of a list: when the tile in focus was deleted, the one in its place takes it, when the bar of the
 * selection went, the tile from before; when the viewer closes, the one that was seen last. `reach`: scrolls to a picture and focuses its
 * tile; `count`, `selected`: how many there are.
 */
export function useTileFocus(
  list: RefObject<HTMLElement | null>,
  count: number,
  selected: number,
  reach: (id: ImageId) => void,
): void {
  const last = useRef<TilePlace | null>(null)
  const latest = useRef(reach)
  latest.current = reach
  useEffect(() => {
    const element = list.current
    if (!element) return
    const note = (event: FocusEvent) => {
      const face = event.target instanceof Element ? faceOf(event.target) : null
      if (face) last.current = placeOf(face)
    }
    element.addEventListener('focusin', note)
    return () => element.removeEventListener('focusin', note)
  }, [list])
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever these numbers change
  useEffect(() => {
    const { activeElement } = document
    const face = activeElement && list.current?.contains(activeElement) ? faceOf(activeElement) : null
    // Pictures came or went in front of it.
    if (face) last.current = placeOf(face)
    const lost = last.current
    if (lost === null || !isFocusNowhere()) return
    const heir = () => {
      const faces = [...(list.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
      return nextTile(
        faces.map((face) => ({ face, ...placeOf(face) })),
        lost,
      )?.face
    }
    focusWhenDrawn(() => (isFocusNowhere() ? heir() : null), { preventScroll: true })
  }, [count, selected])
  useEffect(
    () =>
      usePanel.subscribe(({ viewer }, before) => {
        const seen = before.viewer?.imageId
        if (viewer !== null || seen === undefined) return
        requestAnimationFrame(() => latest.current(seen))
      }),
    [],
  )
}

/** The button that is the tile, also where one of its small buttons is in focus. */
const faceOf = (element: Element): HTMLElement | null =>
  element.closest<HTMLElement>('[data-place]') ??
  element.closest('[data-image]')?.querySelector<HTMLElement>('[data-place]') ??
  null

/** Its place counts within its list: Generate has one for each job. */
const placeOf = (face: HTMLElement): TilePlace => ({
  list: face.closest('ul, [role="grid"]'),
  place: Number(face.dataset.place),
})
