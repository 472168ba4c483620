import { drawPicture, pictureFile, ReusedPictures, type SamplesFormat } from '../draw-picture.ts'
import type { ResolvedOptions } from '../options.ts'
import { gridOf } from '../picture/grid.ts'
import { paintHalfDone } from '../picture/half-done.ts'
import { paint } from '../picture/paint.ts'
import { sceneOf } from '../picture/scene.ts'
import type { GenerationOrder } from '../protocol/generation-order.ts'

/** Longest side of a tile in a grid or a preview, px. */
const TILE_PX = 128

/** Draws what an order asks for. */
export class PictureMaker {
  readonly #options: ResolvedOptions
  readonly #reused = new ReusedPictures()

  constructor(options: ResolvedOptions) {
    this.#options = options
  }

  /** Image `index` as a file. `fraction` below 1: half done; `firstPassOnly`: at the size before hires. */
  image(
    order: GenerationOrder,
    index: number,
    how: { infotext: string; format: SamplesFormat; fraction: number; firstPassOnly: boolean },
  ): Promise<Buffer> {
    const { width, height } = order.hires !== null && !how.firstPassOnly ? order.hires : order
    const { instant, compression } = this.#options
    if (instant && how.format === 'png') return this.#reused.file(width, height, how.infotext, compression)
    const { infotext, format, fraction } = how
    return drawPicture({ ...sourceOf(order, index), width, height, infotext, format, fraction, compression })
  }

  /** Small versions of all images in one picture. */
  grid(order: GenerationOrder, infotext: string, format: SamplesFormat): Promise<Buffer> {
    const { width, height } = tileSize(order)
    const tiles = order.seeds.map((_, index) => paint(sceneOf(sourceOf(order, index)), width, height))
    return pictureFile(gridOf(tiles), infotext, format)
  }

  /** The images of one iteration as they look after a share of its steps; several make a grid. */
  preview(
    order: GenerationOrder,
    iteration: number,
    fraction: number,
    format: SamplesFormat,
  ): Promise<Buffer> {
    const { width, height } = tileSize(order)
    const tiles = Array.from({ length: order.batchSize }, (_, position) => {
      const index = iteration * order.batchSize + position
      return paintHalfDone(sceneOf(sourceOf(order, index)), width, height, fraction, `${index}/${fraction}`)
    })
    return pictureFile(gridOf(tiles), null, format)
  }

  /** What an extension appends: a picture of another seed, without infotext. */
  control(order: GenerationOrder, number: number, format: SamplesFormat): Promise<Buffer> {
    const { width, height } = order
    const source = { prompt: 'control', seed: number, subseed: 0, subseedStrength: 0 }
    return drawPicture({ ...source, width, height, infotext: null, format })
  }
}

function sourceOf(order: GenerationOrder, index: number) {
  const { seed, subseed } = order.seeds[index] ?? { seed: 0, subseed: 0 }
  return { prompt: order.prompt, seed, subseed, subseedStrength: order.subseedStrength }
}

function tileSize(order: GenerationOrder): { width: number; height: number } {
  const scale = Math.min(1, TILE_PX / Math.max(order.width, order.height))
  return {
    width: Math.max(8, Math.round(order.width * scale)),
    height: Math.max(8, Math.round(order.height * scale)),
  }
}
