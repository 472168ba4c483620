import { clipTo, type Plane, type Rect } from '../../../inputs/mask/plane.ts'
import { blendPixel, type Mode } from './blend.ts'

/** A place in a picture, px. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Lines that are looked at in each row of px: more would make no edge smoother that the eye can tell. */
const LINES = 4

/** Px that an outline may change; null: none. */
export function polygonRect(plane: Plane, points: readonly Point[]): Rect | null {
  let rect = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { x, y } of points)
    rect = {
      left: Math.min(rect.left, x),
      top: Math.min(rect.top, y),
      right: Math.max(rect.right, x),
      bottom: Math.max(rect.bottom, y),
    }
  return clipTo(plane, rect)
}

interface Edge {
  readonly top: number
  readonly bottom: number
  /** x at height 0, and how much x grows with each px down */
  readonly start: number
  readonly step: number
  /** which way it goes: what edges go around more often one way than the other is inside */
  readonly winding: 1 | -1
}

/** Fills the inside of an outline, which is closed from its last point to its first. What is circled twice is inside as well. */
export function paintPolygon(plane: Plane, points: readonly Point[], mode: Mode): void {
  const rect = polygonRect(plane, points)
  if (rect === null) return
  const edges = edgesOf(points)
  const width = rect.right - rect.left
  // How much of each px is covered, as differences from px to px: a run costs two of them however long it is.
  const row = new Float32Array(width + 2)
  let next = 0
  let open: Edge[] = []
  for (let y = rect.top; y < rect.bottom; y++) {
    while (next < edges.length && (edges[next]?.top ?? 0) < y + 1) {
      const edge = edges[next++]
      if (edge) open.push(edge)
    }
    open = open.filter(({ bottom }) => bottom > y)
    row.fill(0)
    for (let line = 0; line < LINES; line++) addLine(row, open, y + (line + 0.5) / LINES, rect)
    let cover = 0
    for (let x = 0; x < width; x++) {
      cover += row[x] ?? 0
      const value = Math.round((255 * cover) / LINES)
      if (value > 0) blendPixel(plane.values, y * plane.width + rect.left + x, Math.min(255, value), mode)
    }
  }
}

function edgesOf(points: readonly Point[]): Edge[] {
  const edges: Edge[] = []
  for (const [at, one] of points.entries()) {
    const other = points[(at + 1) % points.length] ?? one
    if (one.y === other.y) continue
    const step = (other.x - one.x) / (other.y - one.y)
    edges.push({
      top: Math.min(one.y, other.y),
      bottom: Math.max(one.y, other.y),
      start: one.x - step * one.y,
      step,
      winding: one.y < other.y ? 1 : -1,
    })
  }
  return edges.sort((a, b) => a.top - b.top)
}

/** Adds what one line through the outline covers. */
function addLine(row: Float32Array, edges: readonly Edge[], y: number, rect: Rect): void {
  const crossings = edges
    .filter(({ top, bottom }) => top <= y && y < bottom)
    .map(({ start, step, winding }) => ({ x: start + step * y, winding }))
    .sort((a, b) => a.x - b.x)
  let winding = 0
  let from = 0
  for (const crossing of crossings) {
    if (winding === 0) from = crossing.x
    winding += crossing.winding
    if (winding === 0) addRun(row, from - rect.left, crossing.x - rect.left)
  }
}

function addRun(row: Float32Array, from: number, to: number): void {
  const last = row.length - 2
  ramp(row, Math.min(last, Math.max(0, from)), 1)
  ramp(row, Math.min(last, Math.max(0, to)), -1)
}

/** From a place on, `by` more is covered; the px that holds the place, in part. */
function ramp(row: Float32Array, place: number, by: number): void {
  const x = Math.floor(place)
  const part = place - x
  row[x] = (row[x] ?? 0) + by * (1 - part)
  row[x + 1] = (row[x + 1] ?? 0) + by * part
}
