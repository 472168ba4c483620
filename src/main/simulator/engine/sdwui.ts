import { randomUUID } from 'node:crypto'
import type { GenerationCall } from '../../sdwui/protocol/generation-fields.ts'
import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { httpError, pythonError } from '../../sdwui/protocol/server-error.ts'
import type { ServerFacts } from '../../sdwui/protocol/server-facts.ts'
import { SERVER_FACTS } from '../../sdwui/protocol/server-kinds.ts'
import type { Preview } from '../../sdwui/server/engine.ts'
import type { FaultScript } from '../faults/fault-script.ts'
import type { ResolvedOptions } from '../options.ts'
import { orderOfKind } from '../order/of-kind.ts'
import { changedByFaults } from './changed-order.ts'
import type { Checkpoint, CheckpointFiles } from './checkpoint-files.ts'
import { type ComputeParts, computeOrder, type Generated } from './compute-order.ts'
import { FifoLock } from './fifo-lock.ts'
import { PictureMaker } from './images-of-order.ts'
import { checkInitImagesGiven, type DecodedInputs, decodeInputs } from './init-images.ts'
import { JobState } from './job-state.ts'
import { LivePreviews } from './live-previews.ts'
import { ModelSlot } from './model-slot.ts'
import { scriptedRefusal } from './scripted-refusal.ts'
import { readFormat, SavedConfig, ServerSettings } from './server-settings.ts'
import type { FleetSeconds, SimTime } from './sim-time.ts'
import { SimulatedGpu } from './simulated-gpu.ts'
import { TaskRegister } from './task-register.ts'
import { Timeline } from './timeline.ts'
import { VideoMemory } from './video-memory.ts'

/** The 503 of koboldcpp: one runs, so many wait. */
const MOST_WAITING_FEW = 6
/** Somebody else's job, as the progress bar shows it. */
const FOREIGN_STEPS = 20

/** One running sdwui process: its lock, job, tasks, settings and model. A restart makes a new one. */
export class Sdwui {
  readonly options: ResolvedOptions
  readonly facts: ServerFacts
  readonly settings: ServerSettings
  readonly files: CheckpointFiles
  readonly tasks = new TaskRegister()
  readonly memory: VideoMemory
  readonly startedAt: FleetSeconds
  readonly #state = new JobState()
  readonly #time: SimTime
  readonly #faults: FaultScript
  readonly #lock: FifoLock
  readonly #gpu: SimulatedGpu
  readonly #model: ModelSlot
  readonly #pictures: PictureMaker
  readonly #parts: ComputeParts
  readonly #previews: LivePreviews

  constructor(
    options: ResolvedOptions,
    files: CheckpointFiles,
    time: SimTime,
    faults: FaultScript,
    config = new SavedConfig(),
  ) {
    this.options = options
    this.facts = SERVER_FACTS[options.kind]
    this.files = files
    this.#time = time.child()
    this.#faults = faults
    this.startedAt = time.now()
    this.settings = new ServerSettings(options, config)
    this.memory = new VideoMemory(options.vramBytes)
    this.#lock = new FifoLock(() => this.#time.now())
    this.#gpu = new SimulatedGpu(this.#time, faults, this.#state)
    this.#model = new ModelSlot(options, files, this.settings, this.memory, this.#gpu)
    this.#pictures = new PictureMaker(options)
    this.#previews = new LivePreviews(this.#gpu, this.settings, this.#pictures)
    this.#parts = {
      ...{ options, settings: this.settings, model: this.#model, memory: this.memory, faults },
      ...{ gpu: this.#gpu, pictures: this.#pictures, state: this.#state },
    }
    const first = options.loadedCheckpoint === null ? null : files.find(options.loadedCheckpoint)
    this.#model.startWith(first, this.facts.loadsLazily)
  }

  /** Ends the process: whatever waits in it waits for ever. */
  abandon(): void {
    this.#time.stop()
  }

  get loaded(): Checkpoint | null {
    return this.#model.loaded
  }

  /** requests that compute or wait */
  get queueLength(): number {
    return this.#lock.waiting + Number(this.#lock.busy)
  }

  speedChanged(): void {
    this.#gpu.speedChanged()
  }

  /** Runs a txt2img or img2img request. Rejects with a ServerError. */
  async generate(
    call: GenerationCall,
    fields: Readonly<Record<string, unknown>>,
    receivedAt: FleetSeconds,
  ): Promise<Generated> {
    const order = changedByFaults(orderOfKind(call, fields, this.options), this.#faults)
    scriptedRefusal(this.#faults)
    if (this.facts.queue === 'few' && this.#lock.waiting >= MOST_WAITING_FEW)
      throw httpError(503, 'Server is busy; please try again later.')
    if (call === 'img2img') checkInitImagesGiven(order.initImages, this.facts)
    this.tasks.queue(order.taskId)
    const held = await this.#lock.acquire(receivedAt)
    let at = held.since
    try {
      const inputs = await decodeInputs(order)
      const wanted = this.#model.wantedBy(order)
      // The very first load comes before the job begins: /progress shows an idle server.
      if (this.loaded === null) at = await this.#model.load(wanted, at)
      this.#state.begin(`scripts_${call}`, at)
      this.tasks.start(order.taskId)
      try {
        const { generated, endedAt } = await this.#job(order, inputs, wanted, at)
        at = endedAt
        this.tasks.finish(order.taskId)
        if (generated === null) throw httpError(500, 'Invalid image format')
        return generated
      } finally {
        this.#state.end()
      }
    } finally {
      held.release(at)
    }
  }

  /** What an order comes to once it is its turn; `generated` null: pictures in a format that no answer can hold. */
  async #job(
    order: GenerationOrder,
    inputs: DecodedInputs,
    wanted: Checkpoint,
    since: FleetSeconds,
  ): Promise<{ generated: Generated | null; endedAt: FleetSeconds }> {
    const formatBefore = readFormat(this.settings)
    const restore = this.#override(order)
    try {
      const at = wanted === this.loaded ? since : await this.#model.load(wanted, since)
      if (this.facts.info === 'json') this.#model.checkNamed(order)
      if (order.fails) throw order.fails
      // All steps then, however little is to be changed.
      const all = order.call === 'img2img' && this.settings.get('img2img_fix_steps') === true
      const run = all ? { ...order, stepsRun: order.steps } : order
      return await computeOrder(run, inputs, at, formatBefore, this.#parts)
    } finally {
      restore()
    }
  }

  /** Somebody else's job of so many seconds: queues for the lock and holds it. */
  async busyFor(seconds: FleetSeconds): Promise<void> {
    const id = `task(${randomUUID().replaceAll('-', '').slice(0, 15)})`
    this.tasks.queue(id)
    const held = await this.#lock.acquire()
    this.#state.begin(id, held.since)
    this.tasks.start(id)
    const timeline = new Timeline({
      ...{ iterations: 1, steps: FOREIGN_STEPS, secondPassSteps: null, secondPassShare: 0 },
      secondsPerIteration: seconds,
    })
    const endedAt = await this.#gpu.run(null, timeline, held.since)
    this.tasks.finish(id)
    this.#state.end()
    held.release(endedAt)
  }

  /** Stops whatever job is active, whoever's it is. */
  interrupt(): void {
    this.#state.interrupted = true
    this.#gpu.cut('interrupt')
  }

  skip(): void {
    this.#state.skipped = true
    this.#gpu.cut('skip')
  }

  /**
   * What /progress tells, and how long the job has run, wall seconds. `constant`: a progress that it tells instead, because a fault has it
   * stand still.
   */
  look(): { state: JobState; elapsed: number; constant: number | null } {
    this.#gpu.refreshState()
    const constant = this.#state.idle ? null : (this.#faults.find('constant-progress')?.value ?? null)
    if (constant !== null) this.#state.standStill()
    const elapsed = this.#time.wallSeconds(this.#time.now() - this.#state.startedAt)
    return { state: this.#state, elapsed, constant }
  }

  /** The newest preview of the job that runs, and its number; null: none yet, or switched off. */
  preview(): Promise<Preview | null> {
    return this.#previews.newest()
  }

  /** POST /options: what is known is applied in order, an unknown key stops it (500 KeyError). */
  async setOptions(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const wanted = changes.sd_model_checkpoint
    const checkpoint = typeof wanted === 'string' ? this.files.find(wanted) : null
    if (typeof wanted === 'string' && checkpoint === null)
      throw pythonError('RuntimeError', `model ${pythonRepr(wanted)} not found`)
    const before = this.files.find(this.settings.text('sd_model_checkpoint'))
    for (const [key, value] of Object.entries(changes)) this.settings.set(key, value)
    this.settings.save()
    if (checkpoint === null) return
    // An alias of what is loaded stays as it was sent.
    if (checkpoint !== this.loaded) this.#model.choose(checkpoint)
    if (checkpoint === this.loaded || this.facts.modelChange === 'deferred') return
    const held = await this.#lock.acquire()
    if (this.#faults.find('load-fails') !== null) {
      // The error is swallowed: 200, and the option put back.
      this.#model.choose(before)
      return held.release()
    }
    held.release(await this.#model.load(checkpoint, held.since))
  }

  /**
   * Work on finished pictures that takes as long as so many images of the benchmark (`work`). After one that fails the state is not reset:
   * /progress keeps showing it until the next job.
   */
  async extras<T>(make: () => Promise<{ done: T; work: number; pictures: number }>): Promise<T> {
    const held = await this.#lock.acquire()
    let at = held.since
    try {
      this.#state.begin('extras', at)
      const { done, work, pictures } = await make()
      const { instant, ipm } = this.options
      at = await this.#gpu.spend(instant ? 0 : (work * 60) / ipm, at)
      this.#faults.countImages(pictures)
      this.#state.end()
      return done
    } finally {
      held.release(at)
    }
  }

  /** refresh-*: waits its turn. */
  async refresh(): Promise<void> {
    const held = await this.#lock.acquire()
    held.release()
  }

  /** Applies the overrides; the result puts them back. Throws the KeyError of an unknown one. */
  #override(order: GenerationOrder): () => void {
    // Which checkpoint is loaded is the model slot's affair.
    const { sd_model_checkpoint: _, ...others } = order.overrides
    const restore = this.settings.override(others)
    return order.restoreOverrides ? restore : () => undefined
  }
}

const pythonRepr = (text: string) => (text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text}'`)
