import type { InputId } from '../../../shared/input-picture.ts'
import { call } from '../../state/call.ts'
import { emptyPlane, type Plane } from './plane.ts'

/** px of a strip that is decoded at a time: colours take four times the memory of a mask */
const STRIP_PIXELS = 1 << 21

interface Size {
  readonly width: number
  readonly height: number
}

/** A stored mask, scaled to a size where it has another. Rejects where it is not stored any more. */
export async function readMask(id: InputId, size: Size): Promise<Plane> {
  const { bytes } = await call('readInput', { id })
  const bitmap = await createImageBitmap(new Blob([bytes.slice()]), { colorSpaceConversion: 'none' })
  try {
    return planeOf(bitmap, size)
  } finally {
    bitmap.close()
  }
}

/** The lightness of a grey picture. */
function planeOf(bitmap: ImageBitmap, { width, height }: Size): Plane {
  const plane = emptyPlane(width, height)
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_PIXELS / width)))
  const canvas = new OffscreenCanvas(width, rows)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('There is no canvas to decode a mask with.')
  for (let top = 0; top < height; top += rows) {
    context.drawImage(bitmap, 0, -top, width, height)
    const count = Math.min(rows, height - top)
    const { data } = context.getImageData(0, 0, width, count)
    for (let at = 0; at < width * count; at++) plane.values[top * width + at] = data[at * 4] ?? 0
  }
  return plane
}
