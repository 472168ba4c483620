/** px across */
const SMALLEST = 1
/** of one press of a key or one notch of the wheel */
const STEP = 1.15

/** The largest brush for a picture, px across: it covers half of it. */
export const largestBrush = (picture: { readonly width: number; readonly height: number }): number =>
  Math.max(SMALLEST, Math.ceil(Math.max(picture.width, picture.height) / 2))

/** The brush that a picture is begun with. */
export const firstBrush = (picture: { readonly width: number; readonly height: number }): number =>
  Math.max(SMALLEST, Math.round(Math.max(picture.width, picture.height) / 16))

const within = (size: number, largest: number): number =>
  Math.min(largest, Math.max(SMALLEST, Math.round(size)))

/** A brush some steps larger, or smaller by negative ones: always by 1 px at least. */
export function stepped(size: number, steps: number, largest: number): number {
  const next = size * STEP ** steps
  return within(steps > 0 ? Math.max(size + 1, next) : Math.min(size - 1, next), largest)
}

/** Where a size stands on a slider from 0 to 100, on which each px to the right makes it larger by the same factor. */
export const toSlider = (size: number, largest: number): number =>
  largest <= SMALLEST ? 0 : (100 * Math.log(size)) / Math.log(largest)

export const fromSlider = (place: number, largest: number): number =>
  within(largest ** (place / 100), largest)
