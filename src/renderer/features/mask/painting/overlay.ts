import { boundsOf, type Plane } from '../../../inputs/mask/plane.ts'
import { TILE, tileRect, tilesIn } from './tile-history.ts'

/** Px that a canvas may have: more would take more than 64 MiB. Of larger pictures, every second or third px is shown. */
const MOST_PIXELS = 1 << 24

/** How many px of a picture, across and down, are one of the overlay. */
export const shrinkFor = ({ width, height }: Pick<Plane, 'width' | 'height'>): number =>
  Math.max(1, Math.ceil(Math.sqrt((width * height) / MOST_PIXELS)))

/**
 * Shows a mask in a canvas over its picture, in one colour. Squares that changed are drawn once before the next frame; how the canvas lies and how
 * much it covers is left to the compositor.
 */
export class Overlay {
  readonly #plane: Plane
  readonly #context: CanvasRenderingContext2D
  readonly #shrink: number
  readonly #pending = new Set<number>()
  /** a square, and the same as numbers: one for each px */
  readonly #square: ImageData
  readonly #pixels: Uint32Array
  /** the colour of each value of a mask */
  readonly #colours: Uint32Array
  #frame: number | null = null

  constructor(canvas: HTMLCanvasElement, plane: Plane, colour: readonly number[]) {
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('There is no canvas to show a mask on.')
    this.#plane = plane
    this.#context = context
    this.#shrink = shrinkFor(plane)
    canvas.width = Math.ceil(plane.width / this.#shrink)
    canvas.height = Math.ceil(plane.height / this.#shrink)
    this.#square = new ImageData(TILE, TILE)
    this.#pixels = new Uint32Array(this.#square.data.buffer)
    this.#colours = Uint32Array.from({ length: 256 }, (_, value) => packed([...colour, value]))
    const bounds = boundsOf(plane)
    if (bounds) this.mark(tilesIn(plane, bounds))
  }

  /** Draws squares anew before the next frame. */
  mark(tiles: Iterable<number>): void {
    for (const tile of tiles) this.#pending.add(tile)
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null
      for (const tile of this.#pending) this.#draw(tile)
      this.#pending.clear()
    })
  }

  stop(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#frame = null
  }

  #draw(tile: number): void {
    const { width, values } = this.#plane
    const shrink = this.#shrink
    const rect = tileRect(this.#plane, tile)
    const [left, top] = [Math.ceil(rect.left / shrink), Math.ceil(rect.top / shrink)]
    const [right, bottom] = [Math.ceil(rect.right / shrink), Math.ceil(rect.bottom / shrink)]
    for (let y = top; y < bottom; y++) {
      let from = y * shrink * width + left * shrink
      let to = (y - top) * TILE
      for (let x = left; x < right; x++) {
        this.#pixels[to++] = this.#colours[values[from] ?? 0] ?? 0
        from += shrink
      }
    }
    this.#context.putImageData(this.#square, left, top, 0, 0, right - left, bottom - top)
  }
}

/** Red, green, blue and alpha as a number that lies in the memory in this order, whatever the processor's. */
const packed = (channels: readonly number[]): number =>
  new Uint32Array(Uint8Array.from(channels).buffer)[0] ?? 0

/** A colour written as #rrggbb. */
export const channelsOf = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.trim().slice(at, at + 2), 16) || 0)
