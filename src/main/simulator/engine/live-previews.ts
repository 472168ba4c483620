import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import type { Preview } from '../../sdwui/server/engine.ts'
import type { PictureMaker } from './images-of-order.ts'
import { readFormat, type ServerSettings } from './server-settings.ts'
import type { SimulatedGpu } from './simulated-gpu.ts'

/** What the job that runs looks like by now; each state is drawn once. */
export class LivePreviews {
  readonly #gpu: SimulatedGpu
  readonly #settings: ServerSettings
  readonly #pictures: PictureMaker
  #newest: { id: number; order: GenerationOrder; file: Promise<Buffer> } | null = null

  constructor(gpu: SimulatedGpu, settings: ServerSettings, pictures: PictureMaker) {
    this.#gpu = gpu
    this.#settings = settings
    this.#pictures = pictures
  }

  /** Null: none yet, or switched off. */
  async newest(): Promise<Preview | null> {
    const { running } = this.#gpu
    const every = Math.max(1, this.#settings.number('show_progress_every_n_steps'))
    if (running === null || running.order === null || this.#settings.get('live_previews_enable') !== true)
      return null
    const { order, timeline, meter } = running
    const worked = meter.worked()
    const { jobNo, step, steps, iteration } = timeline.at(worked)
    const id = Math.floor((jobNo * steps + step) / every)
    if (id <= 0) return null
    if (this.#newest?.id !== id || this.#newest.order !== order) {
      const format = readFormat(this.#settings) ?? 'png'
      const file = this.#pictures.preview(order, iteration, timeline.fraction(worked), format)
      this.#newest = { id, order, file }
    }
    return { id, file: await this.#newest.file }
  }
}
