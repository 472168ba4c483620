import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { drawPicture, drawPixels, pictureFile, ReusedPictures, type SamplesFormat } from '../draw-picture.ts'
import type { ResolvedOptions } from '../options.ts'
import { gridOf } from '../picture/grid.ts'
import { paintHalfDone } from '../picture/half-done.ts'
import { type Pixels, paint } from '../picture/paint.ts'
import { type SceneSource, sceneOf } from '../picture/scene.ts'
import type { Controls } from './control-units.ts'
import type { MadeFrom } from './made-from.ts'
import type { Iteration, Timeline } from './timeline.ts'

/** Longest side of a tile in a grid or a preview, px. */
const TILE_PX = 128

/** What the files of an order carry beside their pixels. */
export interface FileStyle {
  readonly format: SamplesFormat
  /** what the settings in force make of it beside the order */
  readonly look: PictureLook
  /** null: from nothing */
  readonly from: MadeFrom | null
  readonly controls: Controls | null
  /** null: this kind of server writes none */
  infotext(index: number): string | null
}

/** Settings that change a picture without being part of its order. */
type PictureLook = Required<Pick<SceneSource, 'clipSkip' | 'vae'>> & {
  /** as half precision leaves them: every pixel black */
  readonly black: boolean
}

/** Draws what an order asks for. */
export class PictureMaker {
  readonly #options: ResolvedOptions
  readonly #reused = new ReusedPictures()

  constructor(options: ResolvedOptions) {
    this.#options = options
  }

  /**
   * Begins to draw all images, while the time of their compute passes. The function it returns is called when that is over: it resolves
   * with what the timeline has come to by then, half-done images of a cut iteration included.
   */
  order(order: GenerationOrder, timeline: Timeline, style: FileStyle): () => Promise<Buffer[]> {
    const whole: Buffer[] = []
    const uncut = (index: number) =>
      timeline.iterations().some((one) => one.index === index && one.fraction >= 1)
    const early = (async () => {
      for (let index = 0; index < order.seeds.length; index++) {
        const iteration = Math.floor(index / order.batchSize)
        if (!uncut(iteration)) return
        whole.push(
          await this.#image(order, index, style, { index: iteration, fraction: 1, firstPassOnly: false }),
        )
      }
    })()
    return async () => {
      await early
      const images: Buffer[] = []
      for (const iteration of timeline.iterations()) {
        for (let position = 0; position < order.batchSize; position++) {
          const index = iteration.index * order.batchSize + position
          if (index >= order.seeds.length) break
          const drawn = iteration.fraction >= 1 ? whole[index] : undefined
          images.push(drawn ?? (await this.#image(order, index, style, iteration)))
        }
      }
      return images
    }
  }

  async #image(
    order: GenerationOrder,
    index: number,
    style: FileStyle,
    iteration: Iteration,
  ): Promise<Buffer> {
    const { width, height } = order.hires !== null && !iteration.firstPassOnly ? order.hires : order
    const { instant, compression } = this.#options
    const infotext = style.infotext(index)
    const { fraction } = iteration
    if (style.look.black) return pictureFile(blackPixels(width, height), infotext, style.format, compression)
    if (instant && style.format === 'png') return this.#reused.file(width, height, infotext, compression)
    const source = { ...sourceOf(order, index), ...style.look, width, height, fraction }
    const drawn = style.controls?.of(drawPixels(source)) ?? drawPixels(source)
    const pixels = (await style.from?.of(drawn, index % order.batchSize)) ?? drawn
    return pictureFile(pixels, infotext, style.format, compression)
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

  /** What an extension appends: a picture of its own, without infotext. */
  control(order: GenerationOrder, number: number, format: SamplesFormat): Promise<Buffer> {
    const { width, height } = order
    const source = { prompt: 'control', seed: number, subseed: 0, subseedStrength: 0 }
    return drawPicture({ ...source, width, height, infotext: null, format })
  }
}

const blackPixels = (width: number, height: number): Pixels => ({
  ...{ width, height, rgb: Buffer.alloc(width * height * 3) },
})

function sourceOf(order: GenerationOrder, index: number): SceneSource {
  const { seed, subseed } = order.seeds[index] ?? { seed: 0, subseed: 0 }
  return {
    prompt: order.prompts?.[index] ?? order.prompt,
    seed,
    subseed,
    subseedStrength: order.subseedStrength,
  }
}

function tileSize(order: GenerationOrder): { width: number; height: number } {
  const scale = Math.min(1, TILE_PX / Math.max(order.width, order.height))
  const side = (px: number) => Math.max(8, Math.round(px * scale))
  return { width: side(order.width), height: side(order.height) }
}
