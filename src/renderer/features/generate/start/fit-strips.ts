import type { ResizeMode } from '../../../../shared/generation.ts'
import type { Size } from './fit-picture.ts'

/** In px. */
interface Area extends Size {
  readonly left: number
  readonly top: number
}

/** A part of a picture, and where in the result it is drawn, to its size. */
export interface Strip {
  readonly from: Area
  readonly to: Area
}

const all = ({ width, height }: Size): Area => ({ left: 0, top: 0, width, height })

/**
 * What servers make of a picture before images are made from it (sdapi.md 2.1, resize_mode): with `crop` its middle, with `fill` all of it with
 * its outermost rows or columns drawn out to the edges, else all of it drawn out to the size.
 */
export function fitStrips(picture: Size, target: Size, mode: ResizeMode): Strip[] {
  const across = target.width / picture.width
  const down = target.height / picture.height
  if (mode === 'crop') {
    const scale = Math.max(across, down)
    const [width, height] = [target.width / scale, target.height / scale]
    const from = { left: (picture.width - width) / 2, top: (picture.height - height) / 2, width, height }
    return [{ from, to: all(target) }]
  }
  if (mode !== 'fill') return [{ from: all(picture), to: all(target) }]
  const scale = Math.min(across, down)
  const [width, height] = [picture.width * scale, picture.height * scale]
  const [left, top] = [(target.width - width) / 2, (target.height - height) / 2]
  const inside: Strip = { from: all(picture), to: { left, top, width, height } }
  return [inside, ...(across < down ? rows(picture, target, top) : columns(picture, target, left))]
}

/** The first and the last row over what is left free above and below, px. */
function rows(picture: Size, { width, height }: Size, free: number): Strip[] {
  const row = (top: number): Area => ({ left: 0, top, width: picture.width, height: 1 })
  const over = (top: number): Area => ({ left: 0, top, width, height: free })
  return free === 0
    ? []
    : [
        { from: row(0), to: over(0) },
        { from: row(picture.height - 1), to: over(height - free) },
      ]
}

function columns(picture: Size, { width, height }: Size, free: number): Strip[] {
  const column = (left: number): Area => ({ left, top: 0, width: 1, height: picture.height })
  const over = (left: number): Area => ({ left, top: 0, width: free, height })
  return free === 0
    ? []
    : [
        { from: column(0), to: over(0) },
        { from: column(picture.width - 1), to: over(width - free) },
      ]
}
