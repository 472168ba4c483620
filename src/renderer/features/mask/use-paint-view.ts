import type { RefObject } from 'react'
import { usePictureView } from '../../ui/use-picture-view.ts'
import { type Point, type Size, ZOOM_STEP } from '../../ui/zoom.ts'

/** How the picture lies while it is painted on; until something is zoomed or moved, all of it is in sight. */
export function usePaintView(pane: RefObject<HTMLElement | null>, picture: Size) {
  const { scale, corner, magnification, fitting, choose, zoom, pan } = usePictureView(pane, picture)
  return {
    ...{ scale, corner, magnification, fitting, choose, pan },
    /** `steps`: how often by ZOOM_STEP; `point`: px from the middle of the pane, which keeps what is under it */
    zoom: (steps: number, point?: Point) => zoom(ZOOM_STEP ** steps, point),
  }
}

export type PaintView = ReturnType<typeof usePaintView>
