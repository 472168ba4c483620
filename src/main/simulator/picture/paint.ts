import { mix, type Scene } from './scene.ts'

/** Steps of the sun's falloff table per px of distance. */
const FALLOFF_STEPS = 4

/** Pixels, three bytes each (red, green, blue), row by row from the top. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Buffer
}

/**
 * Paints a scene. One pass over the rows: within a row a pixel is sky (its row's colour plus the sun's light) or the front-most
 * ridge there (its row's colour), so neighbours mostly repeat and the picture compresses in a millisecond.
 */
export function paint(scene: Scene, width: number, height: number): Pixels {
  const rgb = Buffer.allocUnsafe(width * height * 3)
  const tops = scene.ridges.map((ridge) => ridgeTops(ridge, width, height))
  const front = new Int8Array(width).fill(-1)
  /** where the next ridge in front of the present one begins, px */
  const nextTop = new Float32Array(width)
  for (let x = 0; x < width; x++) nextTop[x] = firstInFront(tops, -1, x)

  const sunX = scene.sun.x * width
  const sunY = scene.sun.y * height
  const light = falloff(scene, width, height)
  const [sunR, sunG, sunB] = scene.sunColour
  const ridgeRow = new Float64Array(scene.ridges.length * 3)
  let at = 0
  for (let y = 0; y < height; y++) {
    const share = Math.min(1, y / (height * 0.55))
    const [skyR, skyG, skyB] = mix(scene.skyTop, scene.skyLow, share ** 0.8)
    scene.ridges.forEach((ridge, index) => {
      const colour = mix(
        ridge.colour,
        ridge.mist,
        Math.min(1, Math.max(0, (y / height - ridge.base + 0.05) / 0.2)),
      )
      ridgeRow.set(colour, index * 3)
    })
    const dy2 = (y + 0.5 - sunY) ** 2
    for (let x = 0; x < width; x++) {
      let ridge = front[x] ?? -1
      let red: number
      let green: number
      let blue: number
      if (ridge < 0) {
        const dx = x + 0.5 - sunX
        const lit = light[(Math.sqrt(dx * dx + dy2) * FALLOFF_STEPS) | 0] ?? 0
        red = skyR + (sunR - skyR) * lit
        green = skyG + (sunG - skyG) * lit
        blue = skyB + (sunB - skyB) * lit
      } else {
        red = ridgeRow[ridge * 3] ?? 0
        green = ridgeRow[ridge * 3 + 1] ?? 0
        blue = ridgeRow[ridge * 3 + 2] ?? 0
      }
      // Ridges that begin in this pixel cover it in part: smooth edges.
      while (y + 1 > (nextTop[x] ?? height)) {
        const begins = nextTop[x] ?? 0
        ridge = frontOf(tops, ridge, x, begins)
        const covered = Math.min(1, y + 1 - begins)
        red += ((ridgeRow[ridge * 3] ?? 0) - red) * covered
        green += ((ridgeRow[ridge * 3 + 1] ?? 0) - green) * covered
        blue += ((ridgeRow[ridge * 3 + 2] ?? 0) - blue) * covered
        front[x] = ridge
        nextTop[x] = firstInFront(tops, ridge, x)
      }
      rgb[at] = red
      rgb[at + 1] = green
      rgb[at + 2] = blue
      at += 3
    }
  }
  return { width, height, rgb }
}

function ridgeTops(ridge: Scene['ridges'][number], width: number, height: number): Float32Array {
  const tops = new Float32Array(width)
  for (let x = 0; x < width; x++) {
    let top = ridge.base
    for (const { amplitude, frequency, phase } of ridge.waves)
      top += amplitude * Math.sin((x / height) * frequency + phase)
    tops[x] = top * height
  }
  return tops
}

/** Where the highest of the ridges in front of `behind` begins at column x, px. */
function firstInFront(tops: readonly Float32Array[], behind: number, x: number): number {
  let first = Number.POSITIVE_INFINITY
  for (let index = behind + 1; index < tops.length; index++)
    first = Math.min(first, tops[index]?.[x] ?? first)
  return first
}

/** The front-most of the ridges that begin exactly there. */
function frontOf(tops: readonly Float32Array[], behind: number, x: number, begins: number): number {
  let found = behind + 1
  for (let index = behind + 1; index < tops.length; index++) if (tops[index]?.[x] === begins) found = index
  return found
}

/** How much of the sun's colour shows at a distance, 0..1, in FALLOFF_STEPS per px. */
function falloff(scene: Scene, width: number, height: number): Float64Array {
  const radius = scene.sun.radius * Math.min(width, height)
  const reach = scene.sun.glow * Math.min(width, height) * 1.2
  const longest = Math.ceil(Math.hypot(width, height)) + 1
  const table = new Float64Array(longest * FALLOFF_STEPS)
  for (let step = 0; step < table.length; step++) {
    const distance = step / FALLOFF_STEPS
    const disc = Math.min(1, Math.max(0, (radius - distance) / (radius * 0.12 + 1) + 0.5))
    const glow = 0.72 * Math.exp(-Math.max(0, distance - radius) / reach)
    table[step] = Math.max(disc, glow)
  }
  return table
}
