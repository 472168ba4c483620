import type { Pixels } from '../picture/paint.ts'
import { greyPixels, lumaOf } from './luma.ts'

/** Near is bright: what is low in a picture and darker than the sky. */
export function depthOf(picture: Pixels): Pixels {
  const { width, height } = picture
  const luma = lumaOf(picture)
  const values = luma.map(
    (value, at) => 255 * (0.65 * (Math.floor(at / width) / height) + 0.35 * (1 - value / 255)),
  )
  const radius = Math.max(1, Math.round(Math.min(width, height) / 80))
  const rows = boxBlurred(values, { lines: height, length: width, step: 1, next: width, radius })
  return greyPixels(
    width,
    height,
    boxBlurred(rows, { lines: width, length: height, step: width, next: 1, radius }),
  )
}

interface Run {
  readonly lines: number
  readonly length: number
  /** between neighbours of a line */
  readonly step: number
  /** between the beginnings of lines */
  readonly next: number
  readonly radius: number
}

/** The mean of `radius` neighbours on either side along each line, as far as it has them. */
function boxBlurred(values: Float32Array, { lines, length, step, next, radius }: Run): Float32Array {
  const blurred = new Float32Array(values.length)
  for (let line = 0; line < lines; line++) {
    const of = (place: number) => values[line * next + place * step] ?? 0
    let [sum, count] = [0, 0]
    for (let place = 0; place < Math.min(radius, length); place++) {
      sum += of(place)
      count++
    }
    for (let place = 0; place < length; place++) {
      if (place + radius < length) {
        sum += of(place + radius)
        count++
      }
      if (place - radius - 1 >= 0) {
        sum -= of(place - radius - 1)
        count--
      }
      blurred[line * next + place * step] = sum / count
    }
  }
  return blurred
}
