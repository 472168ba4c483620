/** How a picture lies in its pane, in CSS px: `scale`: of one for each of its own; `x`, `y`: from the pane's centre to the picture's. */
export interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** px from the middle of the pane */
export interface Point {
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

/** How a picture lies as it is opened. `density`: px of the screen for one CSS px. */
export const openedView = (fitting: Fitting, pane: Size, picture: Size, density: number): View => ({
  scale: fitting === 'actual' ? 1 / density : fitScale(pane, picture),
  x: 0,
  y: 0,
})

/**
 * CSS px from the pane's corner to the picture's, on whole px of the screen: between two of them, a picture at its own size would be
 * drawn blurred.
 */
export function cornerOf({ scale, x, y }: View, pane: Size, picture: Size, density: number) {
  const whole = (px: number) => Math.round(px * density) / density
  return {
    left: whole((pane.width - picture.width * scale) / 2 + x),
    top: whole((pane.height - picture.height * scale) / 2 + y),
  }
}

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
export function zoomAt(view: View, factor: number, point: Point, pane: Size, picture: Size): View {
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
