import { clipTo, type Plane, type Rect } from '../../../inputs/mask/plane.ts'
import { blendPixel, blendRun, type Mode } from './blend.ts'

/** Where the brush touches a picture: its middle and its radius, px. */
export interface Dab {
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** px over which an edge fades, half on each side of it: without that, edges would be stairs */
const HALF_EDGE = 0.5

/** Px that a stroke from one dab to the next may change; null: none. */
export const strokeRect = (plane: Plane, from: Dab, to: Dab): Rect | null =>
  clipTo(plane, {
    left: Math.min(from.x - from.radius, to.x - to.radius) - HALF_EDGE,
    top: Math.min(from.y - from.radius, to.y - to.radius) - HALF_EDGE,
    right: Math.max(from.x + from.radius, to.x + to.radius) + HALF_EDGE,
    bottom: Math.max(from.y + from.radius, to.y + to.radius) + HALF_EDGE,
  })

/**
 * Draws what a round brush covers on its way from one dab to the next. Only px at its edge are reckoned one by one, so a large brush costs
 * little more than the memory it fills.
 */
export function paintStroke(plane: Plane, from: Dab, to: Dab, mode: Mode): void {
  const rect = strokeRect(plane, from, to)
  if (rect === null) return
  const cone = coneOf(from, to)
  const outer = hullOf(cone, HALF_EDGE)
  const inner = hullOf(cone, -HALF_EDGE)
  for (let y = rect.top; y < rect.bottom; y++) {
    const reach = spanAt(outer, y + 0.5)
    if (reach === null) continue
    // Px by their middles: those between `inside` and `end` are covered whole.
    const [left, right] = clamped(reach, rect)
    const whole = spanAt(inner, y + 0.5)
    const [inside, end] = whole === null ? [right, right] : clamped(whole, rect)
    const row = y * plane.width
    edge(plane, cone, { y, left, right: Math.min(inside, right) }, mode)
    if (end > inside) blendRun(plane.values, row + inside, row + end, mode)
    edge(plane, cone, { y, left: Math.max(left, end), right }, mode)
  }
}

/** First and last px (without) whose middles lie in a span, inside a rectangle. */
const clamped = ([left, right]: readonly [number, number], rect: Rect): [number, number] => [
  Math.max(rect.left, Math.ceil(left - 0.5)),
  Math.min(rect.right, Math.floor(right - 0.5) + 1),
]

function edge(
  { width, values }: Plane,
  cone: Cone,
  { y, left, right }: { readonly y: number; readonly left: number; readonly right: number },
  mode: Mode,
): void {
  for (let x = left; x < right; x++) {
    const cover = HALF_EDGE - distance(cone, x + 0.5, y + 0.5)
    if (cover > 0) blendPixel(values, y * width + x, Math.round(255 * Math.min(1, cover)), mode)
  }
}

/** Two circles and what lies between the lines that touch both; with `length` 0, one circle. */
interface Cone {
  readonly from: Dab
  readonly to: Dab
  /** px between the middles */
  readonly length: number
  /** from the first middle to the second, length 1 */
  readonly along: { readonly x: number; readonly y: number }
  /** how fast it narrows on its way */
  readonly slope: number
  readonly rise: number
}

function coneOf(from: Dab, to: Dab): Cone {
  const [x, y] = [to.x - from.x, to.y - from.y]
  const length = Math.hypot(x, y)
  // One circle inside the other: the larger one is all there is.
  if (length <= Math.abs(from.radius - to.radius)) {
    const larger = from.radius >= to.radius ? from : to
    return { from: larger, to: larger, length: 0, along: { x: 1, y: 0 }, slope: 0, rise: 1 }
  }
  const slope = (from.radius - to.radius) / length
  return {
    from,
    to,
    length,
    along: { x: x / length, y: y / length },
    slope,
    rise: Math.sqrt(1 - slope * slope),
  }
}

/** Signed distance of a point from the edge, px, negative inside (Inigo Quilez, "uneven capsule"). */
function distance({ from, to, length, along, slope, rise }: Cone, x: number, y: number): number {
  const [dx, dy] = [x - from.x, y - from.y]
  const ahead = dx * along.x + dy * along.y
  const beside = Math.abs(dx * along.y - dy * along.x)
  const place = rise * ahead - slope * beside
  if (place <= 0) return Math.hypot(dx, dy) - from.radius
  if (place >= rise * length) return Math.hypot(x - to.x, y - to.y) - to.radius
  return rise * beside + slope * ahead - from.radius
}

interface Hull {
  readonly circles: readonly Dab[]
  /** corners of the area between the lines that touch both circles */
  readonly corners: readonly { readonly x: number; readonly y: number }[]
}

/** The outline of a cone moved outwards by some px. */
function hullOf({ from, to, length, along, slope, rise }: Cone, by: number): Hull {
  const circles = [from, to].map(({ x, y, radius }) => ({ x, y, radius: radius + by }))
  const corner = ({ x, y, radius }: Dab, side: 1 | -1) => ({
    x: x + radius * (along.x * slope - side * along.y * rise),
    y: y + radius * (along.y * slope + side * along.x * rise),
  })
  const [first, last] = circles
  const isLine =
    length > 0 && first !== undefined && last !== undefined && first.radius > 0 && last.radius > 0
  return {
    circles: circles.filter(({ radius }) => radius > 0),
    corners: isLine ? [corner(first, 1), corner(last, 1), corner(last, -1), corner(first, -1)] : [],
  }
}

/** From where to where a hull reaches at a height; null: not at all. */
function spanAt({ circles, corners }: Hull, y: number): readonly [number, number] | null {
  let [left, right] = [Infinity, -Infinity]
  const reach = (one: number, other: number) => {
    left = Math.min(left, one)
    right = Math.max(right, other)
  }
  for (const circle of circles) {
    const square = circle.radius ** 2 - (y - circle.y) ** 2
    if (square > 0) reach(circle.x - Math.sqrt(square), circle.x + Math.sqrt(square))
  }
  for (let at = 0; at < corners.length; at++) {
    const [one, other] = [corners[at], corners[(at + 1) % corners.length]]
    if (one === undefined || other === undefined || one.y > y === other.y > y) continue
    const x = one.x + ((y - one.y) / (other.y - one.y)) * (other.x - one.x)
    reach(x, x)
  }
  return left <= right ? [left, right] : null
}
