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

/** The scale at which the picture fits into the pane; larger than its own size only with `enlarge`. */
export function fitScale(pane: Size, picture: Size, enlarge = false): number {
  if (picture.width === 0 || picture.height === 0) return 1
  const fraction = Math.min(
    (pane.width - 2 * EDGE) / picture.width,
    (pane.height - 2 * EDGE) / picture.height,
  )
  return Math.min(enlarge ? LARGEST : 1, Math.max(SMALLEST, fraction))
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
