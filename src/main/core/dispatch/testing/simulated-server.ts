import { TaskId } from '../../../../shared/ids.ts'
import type { Capabilities, MemoryInfo } from '../../../../shared/worker.ts'
import { WorkerFailure } from '../../failure.ts'
import type { BatchAnswer, BatchRequest, RawImage, ServersWord, TaskProgress } from '../../generation.ts'
import type { Clock, WorkerPort } from '../../ports.ts'
import { workOf } from '../../speed/work.ts'
import type { Fault, FaultScript } from './fault.ts'
import { answerOf, imagesOf } from './simulated-answer.ts'
import { isPresent, presence, requestWork, type TrueWorker, workBetween, workEndsAt } from './true-worker.ts'

/** A request too large for the memory fails after this share of its compute. */
const OUT_OF_MEMORY_AFTER = 0.1

/** How far a server is one of AUTOMATIC1111's kind. */
export interface ServerHabits {
  /** writes its text into the pictures */
  readonly withInfotexts: boolean
  /** sends `info` */
  readonly withInfo: boolean
  /** answers /progress */
  readonly tellsProgress: boolean
  /** what /progress says of whatever runs, instead of how far it is; null: how far it is */
  readonly constantFraction: number | null
  /** knows task ids; else it is busy with somebody's request, or it is not */
  readonly tellsTaskIds: boolean
  /** ms until a call other than generate reaches it */
  readonly latencyMs: number
}

const USUAL_HABITS: ServerHabits = {
  withInfotexts: true,
  withInfo: true,
  tellsProgress: true,
  constantFraction: null,
  tellsTaskIds: true,
  latencyMs: 0,
}

interface Task {
  readonly taskId: TaskId
  /** null: somebody else's */
  readonly request: BatchRequest | null
  readonly foreignSeconds: number
  readonly fault: Fault | null
  readonly onImage: (image: RawImage) => Promise<void>
  readonly resolve: (answer: BatchAnswer) => void
  readonly reject: (failure: WorkerFailure) => void
  /** nobody listens any more: computed for nothing, as a real server would */
  deaf: boolean
  beganAt: number
  /** full-speed seconds of this request, load not included */
  work: number
  loadSeconds: number
  /** what a crash while its checkpoint is loaded leaves to be found when the server is back; null: it loads none */
  load: { readonly before: string | null; readonly endsAt: number } | null
  interrupted: boolean
  cancel: () => void
}

/**
 * One sdwui instance in virtual time: requests queue first in, first out behind one lock; the answer is encoded outside it; a closed
 * connection stops nothing; an interrupt hits whatever is active. Times are seconds of fleet time.
 */
export class SimulatedServer implements WorkerPort {
  readonly #clock: Clock
  readonly #truth: TrueWorker
  readonly #noise: () => number
  readonly #faults: FaultScript
  readonly #habits: ServerHabits
  readonly #queue: Task[] = []
  readonly #sending = new Set<Task>()
  readonly #finished = new Set<TaskId>()
  #active: Task | null = null
  /** ended last */
  #last: Task | null = null
  #foreign = 0
  /** seconds of fleet time until which no word comes through */
  #darkUntil = 0
  #capabilities: Capabilities
  /** what each interrupt hit, and when; null: nothing ran */
  readonly interrupts: { readonly taskId: TaskId | null; readonly atMs: number }[] = []
  /** requests of ours that reached it, faulty ones included */
  readonly received: { readonly request: BatchRequest; readonly atMs: number }[] = []
  /** images computed here, wanted or not */
  imagesComputed = 0
  mostAtOnce = 0

  constructor(fields: {
    clock: Clock
    truth: TrueWorker
    capabilities: Capabilities
    noise?: () => number
    faults?: FaultScript
    habits?: Partial<ServerHabits>
  }) {
    this.#clock = fields.clock
    this.#truth = fields.truth
    this.#capabilities = fields.capabilities
    this.#noise = fields.noise ?? (() => 1)
    this.#faults = fields.faults ?? (() => null)
    this.#habits = { ...USUAL_HABITS, ...fields.habits }
    for (const { to } of presence(fields.truth))
      if (Number.isFinite(to)) fields.clock.after(to * 1000, () => this.crash())
  }

  get present(): boolean {
    const now = this.#clock.now() / 1000
    return isPresent(this.#truth, now) && now >= this.#darkUntil
  }

  /** It will be there again, or is. */
  get returns(): boolean {
    const now = this.#clock.now() / 1000
    return presence(this.#truth).some(({ to }) => to > now)
  }

  generate(
    request: BatchRequest,
    onImage: (image: RawImage) => Promise<void>,
    signal: AbortSignal,
  ): Promise<BatchAnswer> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new WorkerFailure('aborted', 'The request was given up.'))
        return
      }
      if (!this.present) {
        reject(new WorkerFailure('unreachable', `${this.#truth.name} does not answer.`))
        return
      }
      const fault = this.#faults(request, this.received.length)
      this.received.push({ request, atMs: this.#clock.now() })
      if (fault?.type === 'fail' && (fault.afterShare ?? 0) === 0) {
        reject(failureOf(fault.kind, fault.words))
        return
      }
      const task = this.#enqueue({ taskId: request.taskId, request, fault, onImage, resolve, reject })
      if (fault?.type === 'cut-at')
        this.#clock.after(fault.seconds * 1000, () => {
          task.deaf = true
          reject(failureOf(fault.kind ?? 'gateway'))
        })
      signal.addEventListener(
        'abort',
        () => {
          task.deaf = true
          reject(new WorkerFailure('aborted', 'The request was given up.'))
        },
        { once: true },
      )
    })
  }

  #enqueue(given: Pick<Task, 'taskId' | 'request'> & Partial<Task>): Task {
    const task: Task = {
      foreignSeconds: 0,
      fault: null,
      onImage: async () => undefined,
      resolve: () => undefined,
      reject: () => undefined,
      deaf: given.request === null,
      beganAt: 0,
      work: 0,
      loadSeconds: 0,
      load: null,
      interrupted: false,
      cancel: () => undefined,
      ...given,
    }
    this.#queue.push(task)
    const ours = [...this.#queue, ...(this.#active === null ? [] : [this.#active])]
    this.mostAtOnce = Math.max(this.mostAtOnce, ours.filter((each) => each.request !== null).length)
    this.#next()
    return task
  }

  async progress(taskId: TaskId): Promise<TaskProgress> {
    await this.#reached()
    const nothing = { fraction: null, preview: null }
    if (!this.#habits.tellsProgress) return { ...nothing, at: 'unknown', pulse: '' }
    const active = this.#active
    if (active !== null && (active.taskId === taskId || !this.#habits.tellsTaskIds)) {
      // As sdwui counts: whole sampling steps.
      const steps = active.request?.params.steps ?? 20
      const fraction = this.#habits.constantFraction ?? Math.floor(this.#fractionOf(active) * steps) / steps
      const stopped = !this.#habits.tellsTaskIds && active.interrupted
      return { at: 'active', fraction, pulse: `${active.taskId} ${fraction}`, preview: null, stopped }
    }
    const place = this.#queue.findIndex((task) => task.taskId === taskId)
    if (place >= 0) return { ...nothing, at: 'queued', pulse: `queued ${place}` }
    const finished = this.#habits.tellsTaskIds && this.#finished.has(taskId)
    return { ...nothing, at: active === null ? 'idle' : 'elsewhere', pulse: 'other', finished }
  }

  async interrupt(): Promise<void> {
    await this.#reached()
    const active = this.#active
    this.interrupts.push({ taskId: active?.taskId ?? null, atMs: this.#clock.now() })
    if (active !== null && !active.interrupted) {
      active.interrupted = true
      active.cancel()
      // It is noticed between steps: a load goes on to its end.
      const loads = Math.max(0, (active.load?.endsAt ?? 0) * 1000 - this.#clock.now())
      active.cancel = this.#clock.after(loads, () => this.#computed(active))
    }
  }

  /** As sdwui: the flags are of the job that runs or ran last. */
  async wasStopped(): Promise<ServersWord> {
    await this.#reached()
    if (!this.#habits.tellsProgress || this.#active !== null || this.#last === null) return 'cannot-tell'
    return this.#last.interrupted ? 'stopped' : 'ran-through'
  }

  ping(): Promise<void> {
    return this.#reached()
  }

  /** Somebody else's request joins the queue and computes so many seconds at full speed; answers its task id. */
  occupy(seconds: number): TaskId {
    const taskId = TaskId.parse(`task(${this.#foreign++})`)
    this.#enqueue({ taskId, request: null, foreignSeconds: seconds })
    return taskId
  }

  async #reached(): Promise<void> {
    const { latencyMs } = this.#habits
    if (latencyMs > 0) await new Promise<void>((resolve) => this.#clock.after(latencyMs, resolve))
    if (!this.present) throw new WorkerFailure('unreachable', `${this.#truth.name} does not answer.`)
  }

  capabilities(): Promise<Capabilities> {
    return this.ping().then(() => this.#capabilities)
  }

  memory(): Promise<MemoryInfo | null> {
    return Promise.resolve(null)
  }

  loadCheckpoint(title: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(this.#truth.loadSeconds * 1000, () => {
        this.#loaded(title)
        resolve()
      })
      signal.addEventListener('abort', () => {
        cancel()
        reject(new WorkerFailure('aborted', 'The load was given up.'))
      })
    })
  }

  /** The process ends: every connection breaks, the queue is gone. What it was loading is not in memory when it is back. */
  crash(): void {
    const lost = this.#all()
    const load = this.#active?.load ?? null
    if (load !== null && this.#clock.now() / 1000 < load.endsAt)
      this.#capabilities = { ...this.#capabilities, loadedCheckpoint: load.before }
    this.#active = null
    this.#queue.length = 0
    for (const task of lost) task.cancel()
    this.#disconnect(lost)
  }

  /** Every connection breaks, but the server works on. */
  cutConnections(): void {
    this.#disconnect(this.#all())
  }

  #all(): Task[] {
    return [...(this.#active === null ? [] : [this.#active]), ...this.#queue, ...this.#sending]
  }

  #disconnect(tasks: readonly Task[]): void {
    this.#sending.clear()
    for (const task of tasks) {
      task.deaf = true
      task.reject(new WorkerFailure('connection-reset', `The connection to ${this.#truth.name} broke.`))
    }
  }

  #loaded(title: string): void {
    const loaded = title.replace(/\s*\[[^\]]*\]$/, '').replace(/\.safetensors$/, '')
    this.#capabilities = { ...this.#capabilities, loadedCheckpoint: loaded }
  }

  #next(): void {
    if (this.#active !== null) return
    const task = this.#queue.shift()
    if (task === undefined) return
    this.#active = task
    const truth = this.#truth
    const { request, fault } = task
    const now = this.#clock.now() / 1000
    task.beganAt = now
    const wanted = request?.checkpoint ?? null
    const cold =
      wanted !== null &&
      fault?.type !== 'other-checkpoint' &&
      wanted.toLowerCase() !== (this.#capabilities.loadedCheckpoint ?? '').toLowerCase()
    if (cold) {
      task.loadSeconds = truth.loadSeconds
      task.load = { before: this.#capabilities.loadedCheckpoint, endsAt: now + truth.loadSeconds }
      this.#loaded(wanted)
    }
    if (fault?.type === 'hang') task.loadSeconds += fault.seconds
    if (fault?.type === 'dark') this.#darkUntil = now + fault.seconds
    task.work =
      request === null
        ? task.foreignSeconds
        : requestWork(truth, request.count) *
          workOf(request.params) *
          this.#noise() *
          (fault?.type === 'slow' ? fault.times : 1)
    if (task.loadSeconds === Number.POSITIVE_INFINITY) return

    const endsAfter = (share: number, then: () => void) => {
      const end = workEndsAt(truth, now + task.loadSeconds, task.work * share)
      task.cancel = this.#clock.after(end * 1000 - this.#clock.now(), then)
    }
    const fail = (kind: WorkerFailure['kind'], share: number, words?: string) =>
      endsAfter(share, () => {
        this.#active = null
        task.reject(failureOf(kind, words))
        this.#next()
      })
    if (request !== null && request.count > truth.vramCap)
      fail('out-of-memory', OUT_OF_MEMORY_AFTER, 'CUDA out of memory.')
    else if (fault?.type === 'fail') fail(fault.kind, fault.afterShare ?? 0, fault.words)
    else if (fault?.type === 'lost') {
      endsAfter(fault.afterShare, () => {
        task.deaf = true
        task.reject(new WorkerFailure('connection-reset', `The connection to ${truth.name} broke.`))
        endsAfter(1, () => this.#computed(task))
      })
    } else if (fault?.type !== 'stall') endsAfter(1, () => this.#computed(task))
  }

  /** The lock is free again; the answer is encoded and sent. */
  #computed(task: Task): void {
    this.#active = null
    this.imagesComputed += task.request?.count ?? 0
    this.#finished.add(task.taskId)
    this.#last = task
    this.#next()
    if (task.deaf || task.fault?.type === 'no-answer') return
    this.#sending.add(task)
    const dark = Math.max(0, this.#darkUntil - this.#clock.now() / 1000)
    task.cancel = this.#clock.after(Math.max(dark, this.#truth.overheadSeconds) * 1000, () => {
      this.#sending.delete(task)
      void this.#send(task)
    })
  }

  async #send(task: Task): Promise<void> {
    const { request } = task
    if (task.deaf || request === null) return
    const { withInfotexts, withInfo } = this.#habits
    const images = imagesOf(request, task.fault, { withInfotexts, halfDone: task.interrupted })
    try {
      const sent = task.fault?.type === 'cut-short' ? images.slice(0, task.fault.images) : images
      for (const image of sent) await task.onImage(image)
    } catch (error) {
      task.reject(
        error instanceof WorkerFailure
          ? error
          : new WorkerFailure('aborted', String(error), null, { cause: error }),
      )
      return
    }
    if (task.fault?.type === 'cut-short') task.reject(new WorkerFailure('cut-short', 'The answer broke off.'))
    else {
      const answer = answerOf(request, task.fault, images.length)
      task.resolve(withInfo ? answer : { ...answer, info: null })
    }
  }

  #fractionOf(task: Task): number {
    if (!Number.isFinite(task.loadSeconds)) return 0
    const now = this.#clock.now() / 1000
    const from = task.beganAt + task.loadSeconds
    const most = task.fault?.type === 'stall' ? task.fault.afterShare : 1
    return now <= from ? 0 : Math.min(most, workBetween(this.#truth, from, now) / task.work)
  }
}

const failureOf = (kind: WorkerFailure['kind'], words?: string) =>
  new WorkerFailure(kind, words ?? `It failed: ${kind}.`)
