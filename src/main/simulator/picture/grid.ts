import type { Pixels } from './paint.ts'

/** Pictures of one size side by side, as many columns as sdwui makes (modules/images.py, image_grid). */
export function gridOf(pictures: readonly Pixels[]): Pixels {
  const [first] = pictures
  if (first === undefined) return { width: 8, height: 8, rgb: Buffer.alloc(8 * 8 * 3) }
  const rows = Math.max(1, Math.min(pictures.length, Math.round(Math.sqrt(pictures.length))))
  const columns = Math.ceil(pictures.length / rows)
  const [width, height] = [first.width * columns, first.height * rows]
  const rgb = Buffer.alloc(width * height * 3)
  pictures.forEach((picture, index) => {
    const left = (index % columns) * first.width
    const top = Math.floor(index / columns) * first.height
    for (let y = 0; y < first.height; y++)
      picture.rgb.copy(rgb, ((top + y) * width + left) * 3, y * first.width * 3, (y + 1) * first.width * 3)
  })
  return { width, height, rgb }
}
