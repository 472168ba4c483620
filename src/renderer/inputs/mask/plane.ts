/** Px of a picture: from `left` and `top`, up to but without `right` and `bottom`. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A mask: how much each px of a picture is painted anew, 0 to 255, row by row. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly values: Uint8Array
}

export const emptyPlane = (width: number, height: number): Plane => ({
  width,
  height,
  values: new Uint8Array(width * height),
})

/** Swaps what is painted and what is not. */
export function invert({ values }: Plane): void {
  for (let at = 0; at < values.length; at++) values[at] = 255 - (values[at] ?? 0)
}

/** The part of a rectangle that lies in a picture, on whole px; null: none does. */
export function clipTo({ width, height }: Pick<Plane, 'width' | 'height'>, rect: Rect): Rect | null {
  const clipped = {
    left: Math.max(0, Math.floor(rect.left)),
    top: Math.max(0, Math.floor(rect.top)),
    right: Math.min(width, Math.ceil(rect.right)),
    bottom: Math.min(height, Math.ceil(rect.bottom)),
  }
  return clipped.left < clipped.right && clipped.top < clipped.bottom ? clipped : null
}

/** The smallest rectangle around what is not 0; null: nothing is. */
export function boundsOf({ width, height, values }: Plane): Rect | null {
  const first = values.findIndex(Boolean)
  if (first < 0) return null
  const top = Math.floor(first / width)
  let bottom = height
  while (isBlank(values, (bottom - 1) * width, bottom * width)) bottom--
  let [left, right] = [width, 0]
  for (let y = top; y < bottom; y++) {
    const row = y * width
    for (let x = 0; x < left; x++) if (values[row + x] !== 0) left = x
    for (let x = width - 1; x >= right; x--) if (values[row + x] !== 0) right = x + 1
  }
  return { left, top, right, bottom }
}

function isBlank(values: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (values[at] !== 0) return false
  return true
}
