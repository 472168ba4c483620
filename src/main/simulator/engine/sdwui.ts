import { randomUUID } from 'node:crypto'
import type { SamplesFormat } from '../draw-picture.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import type { ResolvedOptions } from '../options.ts'
import { infoText } from '../protocol/answer-json.ts'
import type { GenerationCall } from '../protocol/generation-fields.ts'
import { type GenerationOrder, orderWork, resolveOrder } from '../protocol/generation-order.ts'
import { type InfotextContext, infotextOf } from '../protocol/infotext-text.ts'
import { SERVER_DIALECTS, type ServerDialect } from '../protocol/server-dialect.ts'
import { httpError, pythonError } from '../protocol/server-error.ts'
import { FifoLock } from './fifo-lock.ts'
import { PictureMaker } from './images-of-order.ts'
import { JobState } from './job-state.ts'
import { type Checkpoint, inventedHash, type ModelShelf } from './model-shelf.ts'
import { type RunningJob, refreshState } from './running-job.ts'
import { ServerSettings } from './server-settings.ts'
import type { FleetSeconds, SimTime } from './sim-time.ts'
import { TaskRegister } from './task-register.ts'
import { Timeline } from './timeline.ts'
import { VideoMemory } from './video-memory.ts'
import { WorkMeter } from './work-meter.ts'

/** What a generation came to; the answer may begin at `readyAt`. */
export interface Generated {
  readonly order: GenerationOrder
  /** as they stand in `images`: a file, or what a fault put in its place */
  readonly images: readonly (Buffer | null | '')[]
  readonly info: string
  readonly readyAt: FleetSeconds
  /** To be called when the answer is out, or its client gone. */
  delivered(): void
}

/** The 503 of koboldcpp: one runs, so many wait. */
const MOST_WAITING_FEW = 6
/** How long the first step takes to find out that memory is short, s. */
const OUT_OF_MEMORY_AFTER = 0.3
/** Somebody else's job, as the progress bar shows it. */
const FOREIGN_STEPS = 20

/** One running sdwui process: its lock, job, tasks, settings and model. A restart makes a new one. */
export class Sdwui {
  readonly options: ResolvedOptions
  readonly dialect: ServerDialect
  readonly settings: ServerSettings
  readonly shelf: ModelShelf
  readonly tasks = new TaskRegister()
  readonly state = new JobState()
  readonly memory: VideoMemory
  readonly startedAt: FleetSeconds
  readonly #time: SimTime
  readonly #faults: FaultScript
  readonly #lock: FifoLock
  readonly #pictures: PictureMaker
  #running: RunningJob | null = null
  #meter: WorkMeter | null = null
  #inMemory: Checkpoint | null = null
  #preview: { id: number; file: Promise<Buffer> } | null = null

  constructor(options: ResolvedOptions, shelf: ModelShelf, time: SimTime, faults: FaultScript) {
    this.options = options
    this.dialect = SERVER_DIALECTS[options.kind]
    this.shelf = shelf
    this.#time = time.child()
    this.#faults = faults
    this.startedAt = time.now()
    this.settings = new ServerSettings(options)
    this.memory = new VideoMemory(options.vramBytes)
    this.#lock = new FifoLock(() => this.#time.now())
    this.#pictures = new PictureMaker(options)
    const first = options.loadedCheckpoint === null ? null : shelf.find(options.loadedCheckpoint)
    if (first !== null && !this.dialect.loadsLazily) this.#put(first)
    this.settings.set('sd_model_checkpoint', first === null ? null : shelf.title(first))
  }

  /** Ends the process: whatever waits in it waits for ever. */
  abandon(): void {
    this.#time.stop()
  }

  get loaded(): Checkpoint | null {
    return this.#inMemory
  }

  /** requests that compute or wait */
  get queueLength(): number {
    return this.#lock.waiting + Number(this.#lock.busy)
  }

  /** The share of full speed may have changed. */
  speedChanged(): void {
    this.#meter?.setRate(this.#faults.rate(this.#running !== null))
  }

  /** Runs a txt2img or img2img request. Rejects with a ServerError. */
  async generate(
    call: GenerationCall,
    fields: Readonly<Record<string, unknown>>,
    receivedAt: FleetSeconds,
  ): Promise<Generated> {
    const order = this.#disturbed(resolveOrder(call, fields, this.options))
    this.#scriptedRefusal()
    if (this.dialect.queue === 'few' && this.#lock.waiting >= MOST_WAITING_FEW)
      throw httpError(503, 'Server is busy; please try again later.')
    this.tasks.queue(order.taskId)
    const held = await this.#lock.acquire(receivedAt)
    let at = held.since
    try {
      if (call === 'img2img') checkInitImages(order, this.dialect)
      const wanted = this.#wanted(order)
      // The very first load comes before the job begins: /progress shows an idle server.
      if (this.#inMemory === null) at = await this.#load(wanted, at)
      this.state.begin(`scripts_${call}`, at)
      this.tasks.start(order.taskId)
      const restore = this.#override(order)
      try {
        if (wanted !== this.#inMemory) at = await this.#load(wanted, at)
        const made = await this.#compute(order, at)
        at = made.endedAt
        this.tasks.finish(order.taskId)
        return made.generated
      } finally {
        restore()
        this.state.end()
      }
    } finally {
      held.release(at)
    }
  }

  /** Somebody else's job of so many seconds: queues for the lock and holds it. */
  async busyFor(seconds: FleetSeconds): Promise<void> {
    const id = `task(${randomUUID().replaceAll('-', '').slice(0, 15)})`
    this.tasks.queue(id)
    const held = await this.#lock.acquire()
    this.state.begin(id, held.since)
    this.tasks.start(id)
    const timeline = new Timeline({
      iterations: 1,
      steps: FOREIGN_STEPS,
      secondPassSteps: null,
      secondsPerIteration: seconds,
      secondPassShare: 0,
    })
    const { endedAt } = await this.#run(null, timeline, held.since)
    this.tasks.finish(id)
    this.state.end()
    held.release(endedAt)
  }

  interrupt(): void {
    this.state.interrupted = true
    this.#cut((timeline, worked) => timeline.interrupt(worked))
  }

  skip(): void {
    this.state.skipped = true
    this.#cut((timeline, worked) => timeline.skip(worked))
  }

  #cut(how: (timeline: Timeline, worked: number) => void): void {
    if (this.#running === null) return
    const { timeline, meter } = this.#running
    how(timeline, meter.worked())
    meter.setTotal(timeline.total)
  }

  /** Brings `state` up to date and says how long the job has run, wall seconds. */
  look(): { state: JobState; elapsed: number } {
    if (this.#running !== null) refreshState(this.state, this.#running)
    return { state: this.state, elapsed: this.#time.wallSeconds(this.#time.now() - this.state.startedAt) }
  }

  /** The newest preview of the job that runs, and its number; null: none yet, or switched off. */
  async preview(): Promise<{ id: number; file: Buffer } | null> {
    const running = this.#running
    const every = Math.max(1, this.settings.number('show_progress_every_n_steps'))
    if (running?.order == null || this.settings.get('live_previews_enable') !== true) return null
    const worked = running.meter.worked()
    const { jobNo, step, steps, iteration } = running.timeline.at(worked)
    const id = Math.floor((jobNo * steps + step) / every)
    if (id <= 0) return null
    if (this.#preview?.id !== id) {
      const format = formatOf(this.settings) ?? 'png'
      const fraction = running.timeline.fraction(worked)
      this.#preview = { id, file: this.#pictures.preview(running.order, iteration, fraction, format) }
    }
    return { id, file: await this.#preview.file }
  }

  /** POST /options: what is known is applied in order, an unknown key stops it (500 KeyError). */
  async setOptions(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const wanted = changes.sd_model_checkpoint
    const checkpoint = typeof wanted === 'string' ? this.shelf.find(wanted) : null
    if (typeof wanted === 'string' && checkpoint === null)
      throw pythonError('RuntimeError', `model ${pythonRepr(wanted)} not found`)
    const before = this.settings.get('sd_model_checkpoint')
    for (const [key, value] of Object.entries(changes)) this.settings.set(key, value)
    if (checkpoint === null) return
    this.settings.set('sd_model_checkpoint', this.shelf.title(checkpoint))
    if (checkpoint === this.#inMemory || this.dialect.modelChange === 'deferred') return
    const held = await this.#lock.acquire()
    if (this.#faults.find('load-fails') !== null) {
      // The error is swallowed: 200, and the option put back.
      this.settings.set('sd_model_checkpoint', before)
      held.release()
      return
    }
    const at = await this.#load(checkpoint, held.since)
    this.settings.set('sd_model_checkpoint', this.shelf.title(checkpoint))
    held.release(at)
  }

  /** refresh-*: waits its turn. */
  async refresh(): Promise<void> {
    const held = await this.#lock.acquire()
    held.release()
  }

  #wanted(order: GenerationOrder): Checkpoint {
    const asked = order.overrides.sd_model_checkpoint
    // An unknown override is dropped without a word, and the server's own checkpoint used.
    const override = typeof asked === 'string' ? this.shelf.find(asked) : null
    const own = this.shelf.find(this.settings.text('sd_model_checkpoint'))
    const wanted = override ?? own ?? this.shelf.all()[0]
    if (wanted === undefined)
      throw pythonError(
        'FileNotFoundError',
        'No checkpoints found. When searching for checkpoints, looked at: …',
      )
    return wanted
  }

  /** Applies the other overrides; the result puts them back. Throws the KeyError of an unknown one. */
  #override(order: GenerationOrder): () => void {
    const before = new Map<string, unknown>()
    for (const [key, value] of Object.entries(order.overrides)) {
      if (key === 'sd_model_checkpoint') continue
      before.set(key, this.settings.get(key))
      this.settings.set(key, value)
    }
    return () => {
      if (order.restoreOverrides) for (const [key, value] of before) this.settings.set(key, value)
    }
  }

  #put(checkpoint: Checkpoint): void {
    this.shelf.hash(checkpoint)
    this.#inMemory = checkpoint
    this.memory.setLoaded(true)
    this.settings.set('sd_checkpoint_hash', checkpoint.sha256)
  }

  async #load(checkpoint: Checkpoint, since: FleetSeconds): Promise<FleetSeconds> {
    const { loadSeconds, hashSeconds, instant } = this.options
    const seconds = loadSeconds + (this.shelf.isHashed(checkpoint) ? 0 : hashSeconds)
    const meter = this.#start(instant ? 0 : seconds, since)
    await meter.done
    const set = this.settings.text('sd_model_checkpoint')
    const wasSet = this.shelf.find(set) === checkpoint
    this.#put(checkpoint)
    // Now that its hash is known its title has one.
    if (wasSet) this.settings.set('sd_model_checkpoint', this.shelf.title(checkpoint))
    return meter.endedAt
  }

  #start(seconds: FleetSeconds, since: FleetSeconds): WorkMeter {
    this.#meter = new WorkMeter(this.#time, seconds, this.#faults.rate(this.#running !== null), since)
    return this.#meter
  }

  async #run(order: GenerationOrder | null, timeline: Timeline, since: FleetSeconds): Promise<RunningJobEnd> {
    const total = timeline.total
    const meter = new WorkMeter(this.#time, total, this.#faults.rate(true), since)
    this.#meter = meter
    this.#running = { order, timeline, meter }
    this.#preview = null
    const images = order?.seeds.length ?? 0
    const toLive = this.#faults.imagesToLive()
    if (toLive < images) meter.setTotal((total * toLive) / images)
    await meter.done
    if (toLive < images) {
      this.#faults.countImages(toLive)
      // Nobody is left to answer.
      await new Promise(() => undefined)
    }
    refreshState(this.state, this.#running)
    this.#running = null
    return { endedAt: meter.endedAt }
  }

  async #compute(
    order: GenerationOrder,
    since: FleetSeconds,
  ): Promise<{ generated: Generated; endedAt: FleetSeconds }> {
    checkNames(order, this.shelf, this.dialect)
    const { width, height } = order.hires ?? order
    const scripted = this.#faults.use('out-of-memory') === null ? null : this.memory.outOfMemory()
    const outOfMemory = scripted ?? this.memory.take(width * height * order.batchSize)
    const timeline = this.#timelineOf(order)
    try {
      if (outOfMemory !== null) {
        this.state.jobCount = timeline.jobCount
        await this.#start(this.options.instant ? 0 : OUT_OF_MEMORY_AFTER, since).done
        throw outOfMemory
      }
      // The interrupt may have come while the model was being loaded.
      if (this.state.interrupted) timeline.clear()
      const context = this.#contextOf()
      const format = formatOf(this.settings)
      const drawing = this.#draw(order, timeline, context, format ?? 'png')
      const { endedAt } = await this.#run(order, timeline, since)
      const images = await drawing()
      const lethal = this.#faults.imagesToLive() <= images.length
      if (!lethal) this.#faults.countImages(images.length)
      if (format === null) throw httpError(500, 'Invalid image format')
      const generated = await this.#answer(order, images, context, format)
      const readyAt = endedAt + (this.options.instant ? 0 : this.options.overheadSeconds)
      const delivered = () => {
        if (lethal) this.#faults.countImages(images.length)
      }
      return { generated: { order, ...generated, readyAt, delivered }, endedAt }
    } finally {
      this.memory.free()
    }
  }

  /** Draws while the time of the compute passes; the result waits for what is wanted in the end. */
  #draw(
    order: GenerationOrder,
    timeline: Timeline,
    context: InfotextContext,
    format: SamplesFormat,
  ): () => Promise<Buffer[]> {
    const { batchSize } = order
    const make = (index: number, fraction: number, firstPassOnly: boolean) =>
      this.#pictures.image(order, index, {
        ...{ infotext: infotextOf(order, index, context), format, fraction, firstPassOnly },
      })
    const whole: Buffer[] = []
    const early = (async () => {
      for (let index = 0; index < order.seeds.length; index++) {
        const iteration = timeline.iterations().find((one) => one.index === Math.floor(index / batchSize))
        if (iteration === undefined || iteration.fraction < 1) return
        whole.push(await make(index, 1, false))
      }
    })()
    return async () => {
      await early
      const images: Buffer[] = []
      for (const { index, fraction, firstPassOnly } of timeline.iterations()) {
        for (let position = 0; position < batchSize; position++) {
          const at = index * batchSize + position
          const drawn = fraction >= 1 ? whole[at] : undefined
          images.push(drawn ?? (await make(at, fraction, firstPassOnly)))
        }
      }
      return images
    }
  }

  async #answer(
    order: GenerationOrder,
    made: readonly Buffer[],
    context: InfotextContext,
    format: SamplesFormat,
  ): Promise<Pick<Generated, 'images' | 'info'>> {
    const faults = this.#faults
    const images: (Buffer | null | '')[] = [...made]
    const infotexts = made.map((_, index) => infotextOf(order, index, context))
    images.splice(Math.max(0, images.length - (faults.find('fewer')?.images ?? 0)))
    const gridByOption = order.saveImages && this.settings.get('return_grid') === true && made.length > 1
    const grid = gridByOption || faults.find('grid') !== null
    if (grid) {
      images.unshift(await this.#pictures.grid(order, infotexts[0] ?? '', format))
      infotexts.unshift(infotexts[0] ?? '')
    }
    for (let number = 0; number < (faults.find('extra')?.images ?? 0); number++)
      images.push(await this.#pictures.control(order, number, format))
    const { jobTimestamp } = { jobTimestamp: this.state.timestamp }
    const info = infoText({
      ...{
        order,
        context,
        infotexts,
        jobTimestamp,
        indexOfFirstImage: Number(grid),
        kind: this.options.kind,
      },
    })
    const empty = faults.find('empty')?.images ?? 0
    const damaged = faults.find('damaged')?.images ?? 0
    const spoilt = images.map((image, index) => {
      if (index < empty) return index % 2 === 0 ? null : ''
      return index < damaged && image instanceof Buffer
        ? image.subarray(0, Math.floor(image.length * 0.6))
        : image
    })
    return { images: order.sendImages ? spoilt : [], info }
  }

  #timelineOf(order: GenerationOrder): Timeline {
    const { all, secondPassShare } = orderWork(order)
    const { ipm, batchGain, instant } = this.options
    const b = order.batchSize
    const gain = 1 - (1 - batchGain) * Math.min(1, Math.log2(b) / 3)
    return new Timeline({
      iterations: order.iterations,
      steps: order.stepsRun,
      secondPassSteps: order.hires?.stepsRun ?? null,
      secondsPerIteration: instant ? 0 : b * (60 / ipm) * all * gain,
      secondPassShare,
    })
  }

  #contextOf(): InfotextContext {
    const other = this.#faults.find('other-checkpoint')
    const name = other === null ? this.#inMemory?.name : (other.name ?? 'some_other_model')
    const vae = this.settings.text('sd_vae')
    const { placeholderHash, version } = this.dialect
    return {
      checkpoint:
        name === undefined ? null : { name, hash: placeholderHash ?? inventedHash(name).slice(0, 10) },
      vae: this.options.vaes.includes(vae) ? vae : null,
      clipSkip: Math.max(1, this.settings.number('CLIP_stop_at_last_layers')),
      randnSource: this.settings.text('randn_source'),
      version,
      sdnext: this.options.kind === 'sdnext',
    }
  }

  #disturbed(order: GenerationOrder): GenerationOrder {
    const other = this.#faults.find('other-sampler')
    return other === null ? order : { ...order, sampler: other.name ?? 'DPM++ 2M', schedule: 'Karras' }
  }

  #scriptedRefusal(): void {
    if (this.#faults.use('unknown-sampler') !== null) throw httpError(404, 'Sampler not found')
    const fault = this.#faults.use('status')
    if (fault === null) return
    if (fault.status === 500) throw pythonError('NansException', 'A tensor with NaNs was produced in Unet.')
    throw httpError(fault.status, STATUS_WORDS[fault.status])
  }
}

interface RunningJobEnd {
  readonly endedAt: FleetSeconds
}

const STATUS_WORDS = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Forbidden',
  404: 'Not Found',
  422: "Script 'simulated' not found",
  429: 'Too many requests',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Time-out',
} as const

/** Null: a format that ends in an error after the whole generation. */
function formatOf(settings: ServerSettings): SamplesFormat | null {
  const format = settings.text('samples_format').toLowerCase()
  if (format === 'jpeg' || format === 'jpg') return 'jpg'
  return format === 'png' || format === 'webp' ? format : null
}

const pythonRepr = (text: string) => (text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text}'`)

/** Inside the lock, as sdwui decodes them. */
function checkInitImages(order: GenerationOrder, dialect: ServerDialect): void {
  const { initImages } = order
  if (initImages === null || initImages.length === 0) {
    if (dialect.errors === 'sdnext') throw httpError(400, 'Init image is none')
    throw httpError(404, 'Init image not found')
  }
  for (const image of initImages) {
    if (typeof image !== 'string') throw httpError(500, 'Invalid encoded image')
    if (/^https?:\/\//.test(image)) throw httpError(500, 'Request to local resource not allowed')
    const data = Buffer.from(image.slice(image.startsWith('data:') ? image.indexOf(',') + 1 : 0), 'base64')
    const known = ['\x89PNG', '\xff\xd8\xff', 'RIFF', 'GIF8', 'BM'].some((magic) =>
      data.toString('latin1', 0, 4).startsWith(magic),
    )
    if (!known) throw httpError(500, 'Invalid encoded image')
  }
  if (initImages.length > 1 && initImages.length > order.batchSize)
    throw pythonError(
      'RuntimeError',
      `bad number of images passed: ${initImages.length}; expecting ${order.batchSize} or less`,
    )
}

/** Checkpoints that a request names beside the override are not forgiven. */
function checkNames(order: GenerationOrder, shelf: ModelShelf, dialect: ServerDialect): void {
  if (dialect.info !== 'json') return
  for (const field of ['refiner_checkpoint', 'hr_checkpoint_name']) {
    const name = order.parameters[field]
    if (typeof name === 'string' && name !== '' && name !== 'None' && shelf.find(name) === null)
      throw pythonError('Exception', `Could not find checkpoint with name ${name}`)
  }
}
