import type { NetworkKind } from '../../../shared/network-details.ts'
import type { GenerationCall } from '../../sdwui/protocol/generation-fields.ts'
import type {
  Engine,
  GeneratedAnswer,
  JobLook,
  LoraNotes,
  ServedCheckpoint,
  ServedLists,
  ServerControl,
} from '../../sdwui/server/engine.ts'
import type { Fields } from '../../sdwui/server/validate-body.ts'
import { drawPixels, pictureFile } from '../draw-picture.ts'
import type { ResolvedOptions } from '../options.ts'
import { decodePixels } from '../picture/raster.ts'
import { type PreprocessorNumbers, preprocessed } from '../preprocessors/preprocessed.ts'
import { type Checkpoint, inventedHash } from './checkpoint-files.ts'
import { enlarged, extrasInfo, extrasRequest } from './extras.ts'
import type { Sdwui } from './sdwui.ts'
import type { SimTime } from './sim-time.ts'

/** px, upright as most people have them. */
const NETWORK_PICTURE = { width: 384, height: 512 } as const

/** A simulated process as what answers behind sdwui's routes. */
export class SimulatedEngine implements Engine {
  readonly facts
  readonly lists: ServedLists
  readonly control: ServerControl
  readonly #sdwui: Sdwui
  readonly #time: SimTime

  constructor(sdwui: Sdwui, time: SimTime, process: Pick<ServerControl, 'restart' | 'kill'>) {
    const { serverControl } = sdwui.options
    this.facts = sdwui.facts
    this.lists = listsOf(sdwui)
    this.control = {
      ...{ allowed: serverControl !== 'none', comesBack: serverControl === 'script' },
      ...process,
    }
    this.#sdwui = sdwui
    this.#time = time
  }

  now(): number {
    return this.#time.now()
  }

  async generate(call: GenerationCall, fields: Fields, receivedAt: number): Promise<GeneratedAnswer> {
    const { images, info, order, readyAt, delivered } = await this.#sdwui.generate(call, fields, receivedAt)
    return {
      ...{ images, info, delivered, parameters: order.parameters },
      ready: () => this.#time.until(readyAt),
    }
  }

  interrupt(): void {
    this.#sdwui.interrupt()
  }

  skip(): void {
    this.#sdwui.skip()
  }

  look(): JobLook {
    const { state, elapsed, constant } = this.#sdwui.look()
    return {
      ...{ idle: state.idle, report: state.report(), fraction: state.fraction(), elapsedSeconds: elapsed },
      ...(constant === null ? {} : { toldProgress: constant }),
    }
  }

  preview() {
    return this.#sdwui.preview()
  }

  waitingTasks() {
    return this.#sdwui.tasks.waiting()
  }

  task(id: string) {
    return this.#sdwui.tasks.where(id)
  }

  get queueLength() {
    return this.#sdwui.queueLength
  }

  options() {
    return this.#sdwui.settings.all()
  }

  hasOption(key: string) {
    return this.#sdwui.settings.has(key)
  }

  setOptions(changes: Fields): Promise<void> {
    return this.#sdwui.setOptions(changes)
  }

  get loaded(): ServedCheckpoint | null {
    const { loaded } = this.#sdwui
    return loaded === null ? null : served(this.#sdwui, loaded)
  }

  place(where: 'out' | 'in'): void {
    this.#sdwui.memory.setLoaded(where === 'in')
  }

  refresh(): Promise<void> {
    return this.#sdwui.refresh()
  }

  extras(fields: Fields, pictures: readonly Buffer[]) {
    return this.#sdwui.extras(async () => {
      const request = extrasRequest(fields, this.#sdwui.options.upscalers)
      const enlargements = await Promise.all(pictures.map((picture) => enlarged(picture, request)))
      return {
        done: { images: enlargements.map(({ file }) => file), htmlInfo: extrasInfo(request) },
        work: enlargements.reduce((sum, { work }) => sum + work, 0),
        pictures: enlargements.length,
      }
    })
  }

  async detect(picture: Buffer, module: string, numbers: PreprocessorNumbers): Promise<Buffer> {
    await this.#sdwui.refresh()
    return pictureFile(preprocessed(await decodePixels(picture), module, numbers), null, 'png')
  }

  loraNotes(name: string): LoraNotes | null {
    return this.#sdwui.options.loraNotes[name] ?? null
  }

  networkPicture(kind: NetworkKind, name: string): Promise<Buffer> | null {
    if (this.#sdwui.options.unpictured.includes(name)) return null
    const scene = { prompt: `${kind} ${name}`, seed: 7, subseed: 0, subseedStrength: 0 }
    return pictureFile(drawPixels({ ...scene, ...NETWORK_PICTURE }), null, 'png')
  }

  async describe(_picture: Buffer, how: 'clip' | 'deepdanbooru'): Promise<string> {
    await this.#sdwui.refresh()
    return how === 'clip'
      ? 'a painting of a valley with mist between its ridges and a low sun'
      : 'mountain, no humans, scenery, sun, sky'
  }
}

function served({ files }: Sdwui, checkpoint: Checkpoint): ServedCheckpoint {
  const { name, modelName, file, sha256 } = checkpoint
  const hash = files.isHashed(checkpoint) ? sha256 : null
  return { title: files.title(checkpoint), name, modelName, file, sha256: hash }
}

function listsOf(sdwui: Sdwui): ServedLists {
  const { options, files, memory } = sdwui
  return {
    checkpoints: () => files.all().map((checkpoint) => served(sdwui, checkpoint)),
    samplers: () => options.samplers,
    schedulers: () => options.schedulers,
    upscalers: () => options.upscalers,
    vaes: () => options.vaes.map((name) => ({ name, path: `/srv/sdwui/models/VAE/${name}` })),
    loras: () =>
      options.loras.map((name) => ({
        name,
        path: `/srv/sdwui/models/Lora/${name}.safetensors`,
        hash: inventedHash(`lora/${name}`),
      })),
    embeddings: () => options.embeddings,
    styles: () => options.styles,
    controlNet: () => options.controlnet,
    detailerModels: () => options.adetailer,
    memory: () => memory.report(),
    flags: () => flagsOf(options),
  }
}

const flagsOf = (options: ResolvedOptions) => ({
  ...{ listen: options.listen, port: options.port || null, api: options.api, nowebui: !options.panel },
  api_auth: options.auth === null ? null : `${options.auth.user}:${options.auth.password}`,
  api_server_stop: options.serverControl !== 'none',
  ...{ medvram: false, lowvram: false, subpath: options.subPath || null, gradio_auth: null },
})
