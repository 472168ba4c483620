import { boundsOf, invert, type Plane, type Rect } from '../../../inputs/mask/plane.ts'
import type { Mode } from '../raster/blend.ts'
import { feather, featherRect } from '../raster/feather.ts'
import { flood } from '../raster/flood.ts'
import { type Point, paintPolygon, polygonRect } from '../raster/polygon.ts'
import { type Dab, paintStroke, strokeRect } from '../raster/stroke.ts'
import { TileHistory, tilesIn } from './tile-history.ts'

/** What is known of a mask that is being painted, as a value that changes with each step. */
export interface Standing {
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** the rectangle around what is painted; null: nothing is */
  readonly bounds: Rect | null
  /** whether it differs from what it began as; also true where it was changed back */
  readonly changed: boolean
}

/**
 * A mask while it is painted: every change goes through here, so that it can be undone and drawn. `onDirty` is told at once which squares are to be
 * drawn anew, `onStep` after each step.
 */
export class Painting {
  readonly plane: Plane
  readonly #history: TileHistory
  readonly #onDirty: (tiles: Iterable<number>) => void
  readonly #steps = new Set<() => void>()
  #stroke: { last: Dab; readonly mode: Mode } | null = null
  #standing: Standing

  constructor(plane: Plane, onDirty: (tiles: Iterable<number>) => void) {
    this.plane = plane
    this.#history = new TileHistory(plane)
    this.#onDirty = onDirty
    this.#standing = { canUndo: false, canRedo: false, bounds: boundsOf(plane), changed: false }
  }

  get standing(): Standing {
    return this.#standing
  }

  /** Calls back after each step. Answers how to end that. */
  onStep(listener: () => void): () => void {
    this.#steps.add(listener)
    return () => void this.#steps.delete(listener)
  }

  /** Puts the brush down. */
  beginStroke(dab: Dab, mode: Mode): void {
    this.endStroke()
    this.#stroke = { last: dab, mode }
    this.#strokeTo(dab, dab, mode)
  }

  /** Moves the brush on; does nothing where it is not down. */
  continueStroke(dab: Dab): void {
    if (this.#stroke === null) return
    const { last, mode } = this.#stroke
    this.#stroke = { last: dab, mode }
    this.#strokeTo(last, dab, mode)
  }

  /** Lifts the brush: what it did is one step. */
  endStroke(): void {
    if (this.#stroke === null) return
    this.#stroke = null
    this.#endStep()
  }

  lasso(points: readonly Point[], mode: Mode): void {
    this.#change(polygonRect(this.plane, points), () => paintPolygon(this.plane, points, mode))
  }

  /** Fills the area around a place, up to what is painted. */
  flood({ x, y }: Point, mode: Mode): void {
    this.#change(this.#all(), () => flood(this.plane, Math.floor(x), Math.floor(y), mode))
  }

  fillAll(): void {
    this.#change(this.#all(), () => this.plane.values.fill(255))
  }

  clear(): void {
    this.#change(this.#standing.bounds, () => this.plane.values.fill(0))
  }

  invert(): void {
    this.#change(this.#all(), () => invert(this.plane))
  }

  /** `radius`: px of the soft edge on each side */
  feather(radius: number): void {
    this.#change(featherRect(this.plane, radius), () => feather(this.plane, radius))
  }

  /** Puts another mask of the same size in its place. */
  replace(values: Uint8Array): void {
    this.#change(this.#all(), () => this.plane.values.set(values))
  }

  undo(): void {
    this.endStroke()
    this.#told(this.#history.undo())
  }

  redo(): void {
    this.endStroke()
    this.#told(this.#history.redo())
  }

  #strokeTo(from: Dab, to: Dab, mode: Mode): void {
    const rect = strokeRect(this.plane, from, to)
    if (rect === null) return
    this.#history.touch(rect)
    paintStroke(this.plane, from, to, mode)
    this.#onDirty(tilesIn(this.plane, rect))
  }

  #change(rect: Rect | null, work: () => void): void {
    this.endStroke()
    if (rect === null) return
    this.#history.touch(rect)
    work()
    this.#onDirty(tilesIn(this.plane, rect))
    this.#endStep()
  }

  #endStep(): void {
    if (this.#history.commit()) this.#tell()
  }

  #told(tiles: readonly number[]): void {
    if (tiles.length === 0) return
    this.#onDirty(tiles)
    this.#tell()
  }

  #tell(): void {
    const { canUndo, canRedo } = this.#history
    this.#standing = { canUndo, canRedo, bounds: boundsOf(this.plane), changed: true }
    for (const listener of this.#steps) listener()
  }

  #all = (): Rect => ({ left: 0, top: 0, right: this.plane.width, bottom: this.plane.height })
}
