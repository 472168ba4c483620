import type { ResizeMode } from '../../../../shared/generation.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** In percent of a square tile. */
export interface Box extends Size {
  readonly left: number
  readonly top: number
}

const TILE: Box = { left: 0, top: 0, width: 100, height: 100 }
/** Shapes closer than this are one: sizes are multiples of 8 px. */
const ALIKE = 0.015

/**
 * Where a picture stands in its tile, and the frame of what is made from it: with `crop` the frame cuts the picture, with `fill` it stands around
 * it, else the picture is drawn out to it. No frame: all of the picture is used, in its own shape.
 */
export function fitPicture(
  picture: Size,
  target: Size | null,
  mode: ResizeMode,
): { readonly picture: Box; readonly frame: Box | null } {
  if (target === null || isAlike(picture, target)) return { picture: within(TILE, picture), frame: null }
  if (mode === 'crop') {
    const whole = within(TILE, picture)
    return { picture: whole, frame: within(whole, target) }
  }
  const frame = within(TILE, target)
  return { picture: mode === 'fill' ? within(frame, picture) : frame, frame }
}

const isAlike = (one: Size, other: Size): boolean =>
  Math.abs(Math.log((one.width * other.height) / (one.height * other.width))) < ALIKE

/** The largest box of a shape inside another, in its middle. */
function within(outer: Box, { width, height }: Size): Box {
  const scale = Math.min(outer.width / width, outer.height / height)
  const size = { width: width * scale, height: height * scale }
  return {
    left: outer.left + (outer.width - size.width) / 2,
    top: outer.top + (outer.height - size.height) / 2,
    ...size,
  }
}
