import type { Plane, Rect } from '../../../inputs/mask/plane.ts'
import type { Mode } from './blend.ts'

/** What is painted more than this is painted. */
const HALF = 128

/**
 * Fills the area around a px that is not painted, up to what is; when erasing, the painted area around it. The px at its edge go with it: they
 * would stay as a pale line. Answers which px may have changed; null: there was nothing to fill.
 */
export function flood({ width, height, values }: Plane, x: number, y: number, mode: Mode): Rect | null {
  const isInside =
    mode === 'paint' ? (at: number) => (values[at] ?? 0) < HALF : (at: number) => (values[at] ?? 0) >= HALF
  const full = mode === 'paint' ? 255 : 0
  if (x < 0 || y < 0 || x >= width || y >= height || !isInside(y * width + x)) return null
  let [minLeft, minTop, maxRight, maxBottom] = [x, y, x + 1, y + 1]
  const edges: number[] = []
  const open = [y * width + x]
  for (let seed = open.pop(); seed !== undefined; seed = open.pop()) {
    if (!isInside(seed)) continue
    const row = seed - (seed % width)
    let left = seed
    while (left > row && isInside(left - 1)) left--
    let right = seed + 1
    while (right < row + width && isInside(right)) right++
    values.fill(full, left, right)
    if (left > row) edges.push(left - 1)
    if (right < row + width) edges.push(right)
    const top = row / width
    minLeft = Math.min(minLeft, left - row)
    maxRight = Math.max(maxRight, right - row)
    minTop = Math.min(minTop, top)
    maxBottom = Math.max(maxBottom, top + 1)
    for (const next of [row - width, row + width]) {
      if (next < 0 || next >= values.length) continue
      let within = false
      for (let at = left - row + next; at < right - row + next; at++) {
        const inside = isInside(at)
        if (inside && !within) open.push(at)
        if (!inside && values[at] !== full) edges.push(at)
        within = inside
      }
    }
  }
  for (const at of edges) values[at] = full
  return {
    left: Math.max(0, minLeft - 1),
    top: Math.max(0, minTop - 1),
    right: Math.min(width, maxRight + 1),
    bottom: Math.min(height, maxBottom + 1),
  }
}
