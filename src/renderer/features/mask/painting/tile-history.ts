import type { Plane, Rect } from '../../../inputs/mask/plane.ts'
import { pack, unpack } from './run-length.ts'

/** px a side of the squares that changes are remembered by */
export const TILE = 128

interface Limits {
  /** how many steps can be undone */
  readonly steps: number
  /** that all steps together may hold */
  readonly bytes: number
}

/** What squares held before a change, or after it where it was undone, by their numbers. */
type Step = ReadonlyMap<number, Uint8Array>

const bytesOf = (step: Step): number => [...step.values()].reduce((sum, { length }) => sum + length, 0)

/** Number, place and size of the squares that a rectangle touches. */
export function* tilesIn({ width }: Pick<Plane, 'width'>, rect: Rect): Generator<number> {
  const across = Math.ceil(width / TILE)
  for (let row = Math.floor(rect.top / TILE); row * TILE < rect.bottom; row++)
    for (let column = Math.floor(rect.left / TILE); column * TILE < rect.right; column++)
      yield row * across + column
}

/** The px of a square. */
export function tileRect({ width, height }: Pick<Plane, 'width' | 'height'>, tile: number): Rect {
  const across = Math.ceil(width / TILE)
  const left = (tile % across) * TILE
  const top = Math.floor(tile / across) * TILE
  return { left, top, right: Math.min(width, left + TILE), bottom: Math.min(height, top + TILE) }
}

/**
 * Undo and redo of changes of a mask. It keeps only squares that a change touched, packed: what is all painted or all free costs a few bytes,
 * however large the picture is. The oldest steps go when there are too many or they are too large; the newest one always stays.
 */
export class TileHistory {
  readonly #plane: Plane
  readonly #limits: Limits
  readonly #done: Step[] = []
  #undone: Step[] = []
  #touched: Map<number, Uint8Array> | null = null

  constructor(plane: Plane, limits: Limits = { steps: 50, bytes: 96 << 20 }) {
    this.#plane = plane
    this.#limits = limits
  }

  get canUndo(): boolean {
    return this.#done.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  /** bytes that are held for all steps */
  get bytes(): number {
    return [...this.#done, ...this.#undone].reduce((sum, step) => sum + bytesOf(step), 0)
  }

  /** To be called before px in a rectangle change; begins a step where none is under way. */
  touch(rect: Rect): void {
    this.#touched ??= new Map()
    for (const tile of tilesIn(this.#plane, rect))
      if (!this.#touched.has(tile)) this.#touched.set(tile, this.#copyOf(tile))
  }

  /** Ends the step that is under way. Answers whether anything has changed. */
  commit(): boolean {
    const touched = this.#touched ?? new Map<number, Uint8Array>()
    this.#touched = null
    const step = new Map<number, Uint8Array>()
    for (const [tile, before] of touched)
      if (!isSame(before, this.#copyOf(tile))) step.set(tile, pack(before))
    if (step.size === 0) return false
    this.#done.push(step)
    this.#undone = []
    this.#forgetOldest()
    return true
  }

  /** Takes the last step back. Answers the squares that changed. */
  undo(): readonly number[] {
    return this.#swap(this.#done, this.#undone)
  }

  redo(): readonly number[] {
    return this.#swap(this.#undone, this.#done)
  }

  #swap(from: Step[], to: Step[]): readonly number[] {
    const step = from.pop()
    if (step === undefined) return []
    const other = new Map<number, Uint8Array>()
    for (const [tile, packed] of step) {
      other.set(tile, pack(this.#copyOf(tile)))
      this.#write(tile, packed)
    }
    to.push(other)
    return [...step.keys()]
  }

  #forgetOldest(): void {
    let bytes = this.bytes
    while (this.#done.length > 1 && (this.#done.length > this.#limits.steps || bytes > this.#limits.bytes)) {
      const oldest = this.#done.shift()
      if (oldest) bytes -= bytesOf(oldest)
    }
  }

  #copyOf(tile: number): Uint8Array {
    const { left, top, right, bottom } = tileRect(this.#plane, tile)
    const width = right - left
    const copy = new Uint8Array(width * (bottom - top))
    for (let y = top; y < bottom; y++) {
      const row = y * this.#plane.width
      copy.set(this.#plane.values.subarray(row + left, row + right), (y - top) * width)
    }
    return copy
  }

  #write(tile: number, packed: Uint8Array): void {
    const { left, top, right, bottom } = tileRect(this.#plane, tile)
    const width = right - left
    const values = unpack(packed, width * (bottom - top))
    for (let y = top; y < bottom; y++)
      this.#plane.values.set(
        values.subarray((y - top) * width, (y - top + 1) * width),
        y * this.#plane.width + left,
      )
  }
}

/** Of copies of squares, which are memories of their own. Four bytes at a time: a change of all of a large picture is compared as well. */
function isSame(one: Uint8Array, other: Uint8Array): boolean {
  const count = one.length >> 2
  const [first, second] = [new Uint32Array(one.buffer, 0, count), new Uint32Array(other.buffer, 0, count)]
  for (let at = 0; at < count; at++) if (first[at] !== second[at]) return false
  for (let at = count * 4; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}
