/** How a picture lies in its pane: `scale` of its own size; `x`, `y`: px from the pane's centre to the picture's. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

const LARGEST = 8
const SMALLEST = 0.02
/** One press of a key, or one notch of the wheel. */
export const ZOOM_STEP = 1.25

/** px that are left free around a picture that fits. */
const EDGE = 20

/** How a picture is shown until somebody zooms: all of it, as large as the pane allows, or one px of it as one of the screen. */
export type Fitting = 'fit' | 'actual'

/** How a picture lies as it is opened. */
export const openedView = (fitting: Fitting, pane: Size, picture: Size): View => ({
  scale: fitting === 'actual' ? 1 : fitScale(pane, picture),
  x: 0,
  y: 0,
})

/** Whether some of the picture lies outside the pane, so that it can be moved. */
export const overflows = ({ scale }: View, pane: Size, picture: Size): boolean =>
  picture.width * scale > pane.width || picture.height * scale > pane.height

/** The scale at which the picture fits into the pane; a small one is enlarged. */
export function fitScale(pane: Size, picture: Size): number {
  if (picture.width === 0 || picture.height === 0) return 1
  const fraction = Math.min(
    (pane.width - 2 * EDGE) / picture.width,
    (pane.height - 2 * EDGE) / picture.height,
  )
  return Math.min(LARGEST, Math.max(SMALLEST, fraction))
}

/** Zooms by a factor; the point of the pane (px from its centre) keeps what is under it. */
export function zoomAt(
  view: View,
  factor: number,
  point: { x: number; y: number },
  pane: Size,
  picture: Size,
): View {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, view.scale * factor))
  const ratio = scale / view.scale
  return keepInside(
    { scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio },
    pane,
    picture,
  )
}

/** Keeps the picture over the pane: centred where it is smaller, without gaps at its edges where it is larger. */
export function keepInside(view: View, pane: Size, picture: Size): View {
  const bound = (offset: number, paneSide: number, pictureSide: number) => {
    const room = Math.max(0, (pictureSide * view.scale - paneSide) / 2)
    return Math.min(room, Math.max(-room, offset))
  }
  return {
    scale: view.scale,
    x: bound(view.x, pane.width, picture.width),
    y: bound(view.y, pane.height, picture.height),
  }
}
