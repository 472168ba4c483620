import type { ImageToImage } from '../../../shared/generation.ts'
import type { Rect } from './plane.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The part of a picture that servers cut out, make at the size of the result and put back, where only the masked part is worked on: what is masked,
 * with its soft edge and the room around it, in the shape of the result. null: all of the picture is worked on, or nothing is masked.
 */
export function workedOn(
  bounds: Rect | null,
  {
    onlyMasked,
    ownSize,
    padding,
    maskBlur,
  }: Pick<ImageToImage, 'onlyMasked' | 'ownSize' | 'padding' | 'maskBlur'>,
  picture: Size,
  result: Size,
): Rect | null {
  if (!onlyMasked || bounds === null) return null
  // The blur reaches as far as OpenCV's kernel for it does in sdwui (processing.py, get_crop_region is asked after it).
  const room = padding + Math.floor(2.5 * maskBlur + 0.5)
  const part = {
    left: Math.max(0, bounds.left - room),
    top: Math.max(0, bounds.top - room),
    right: Math.min(picture.width, bounds.right + room),
    bottom: Math.min(picture.height, bounds.bottom + room),
  }
  return inShape(part, ownSize ? picture : result, picture)
}

/** As expand_crop_region in sdwui's masking.py: the shorter side grows on both ends, and is moved back into the picture where it stands over. */
function inShape(part: Rect, shape: Size, picture: Size): Rect {
  const [width, height] = [part.right - part.left, part.bottom - part.top]
  if (width / height > shape.width / shape.height) {
    const wanted = Math.trunc(width / (shape.width / shape.height))
    const [top, bottom] = grown([part.top, part.bottom], wanted, picture.height)
    return { ...part, top, bottom }
  }
  const [left, right] = grown(
    [part.left, part.right],
    Math.trunc(height * (shape.width / shape.height)),
    picture.width,
  )
  return { ...part, left, right }
}

function grown(
  [from, to]: readonly [number, number],
  wanted: number,
  most: number,
): readonly [number, number] {
  const more = wanted - (to - from)
  let start = from - Math.floor(more / 2)
  let end = to + more - Math.floor(more / 2)
  if (end >= most) {
    start -= end - most
    end = most
  }
  if (start < 0) {
    end -= start
    start = 0
  }
  return [start, Math.min(end, most)]
}
