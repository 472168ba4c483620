import { type RefObject, useEffect, useRef } from 'react'
import type { ImageId } from '../../shared/ids.ts'
import { usePanel } from '../state/panel-store.ts'

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
  const lastPlace = useRef<string | null>(null)
  const latest = useRef(reach)
  latest.current = reach
  useEffect(() => {
    const element = list.current
    if (!element) return
    const note = (event: FocusEvent) => {
      const tile = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]') : null
      if (tile) lastPlace.current = tile.dataset.place ?? null
    }
    element.addEventListener('focusin', note)
    return () => element.removeEventListener('focusin', note)
  }, [list])
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever these numbers change
  useEffect(() => {
    if (lastPlace.current === null || document.activeElement !== document.body) return
    const tiles = [...(list.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])]
    const wanted = Number(lastPlace.current)
    const next = tiles.find(({ dataset }) => Number(dataset.place) >= wanted) ?? tiles.at(-1)
    next?.focus({ preventScroll: true })
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
