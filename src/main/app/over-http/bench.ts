import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Notice } from '../../../shared/contract.ts'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import type { JobId, WorkerId } from '../../../shared/ids.ts'
import { isAsAsked, type JobView, type StoredImage } from '../../../shared/job.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { WorkerInput, WorkerStateName } from '../../../shared/worker.ts'
import type { DispatchSettings } from '../../core/dispatch/dispatch-settings.ts'
import type { GalleryFiles } from '../../gallery/gallery-files.ts'
import { openConfStores } from '../../settings/conf-files.ts'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import { type Told, told } from '../../testing/told.ts'
import { type App, createApp } from '../app.ts'

/** Fleet seconds per real second, for servers and app alike. */
export const TIME_SCALE = 60
/** images per minute of a server that says nothing else */
const IPM = 600
/** Real ms after which a test has waited too long. Against waiting for ever, not a measure: other tests share the machine. */
const PATIENCE_MS = 100_000

export interface BenchOptions {
  readonly files?: GalleryFiles
  readonly dispatch?: Partial<DispatchSettings>
  /** fleet seconds per real second. @defaultValue TIME_SCALE */
  readonly timeScale?: number
  readonly measureNew?: boolean
}

interface FirstOpening {
  /** puts files into the folder before the app is opened on it */
  readonly before?: (folder: string) => Promise<void>
  readonly resume?: boolean
}

/** An app on a temporary folder and simulated servers over real sockets; everything ends with `await using`. */
export class HttpBench implements AsyncDisposable {
  readonly folder: string
  app!: App
  readonly servers = new Map<string, SimulatedWorker>()
  readonly ids = new Map<string, WorkerId>()
  /** in the words people read */
  readonly notices: (Omit<Notice, 'title' | 'text'> & { title: string; text: string })[] = []
  readonly jobs = new Map<JobId, JobView[]>()
  readonly #states = new Map<WorkerId, Set<WorkerStateName>>()
  readonly #watchers = new Set<() => void>()

  private constructor(folder: string) {
    this.folder = folder
  }

  static async open(options: BenchOptions & FirstOpening = {}): Promise<HttpBench> {
    const bench = new HttpBench(await mkdtemp(join(tmpdir(), 'tributary-http-')))
    await options.before?.(bench.folder)
    await bench.openApp(options)
    return bench
  }

  /** Opens an app on the folder; again, once the one before was stopped or killed, as a restart does. */
  async openApp(options: BenchOptions & { resume?: boolean } = {}): Promise<void> {
    const config = join(this.folder, 'config')
    this.app = await createApp({
      ...openConfStores(config),
      userData: config,
      pictures: this.folder,
      outputFolder: join(this.folder, 'pictures'),
      timeScale: options.timeScale ?? TIME_SCALE,
      measureNew: options.measureNew ?? false,
      appVersion: 'test',
      runtime: 'test',
      log: { info: () => undefined, error: (what, error) => console.error(what, error) },
      ...(options.files === undefined ? {} : { files: options.files }),
      // A fault meets the first request, and there must be something to lose; and nobody makes it beside, for each request is looked at.
      dispatch: { smallFirstRequests: false, spareCopies: false, ...options.dispatch },
    })
    this.app.subscribe((name, payload) => {
      if (name === 'noticeRaised')
        this.notices.push({ ...payload, title: inWords(payload.title), text: inWords(payload.text) })
      if (name === 'jobChanged') this.jobs.set(payload.id, [...(this.jobs.get(payload.id) ?? []), payload])
      if (name === 'workerChanged') this.#statesOf(payload.config.id).add(payload.state)
      for (const watch of [...this.#watchers]) watch()
    })
    await this.app.start({ resume: options.resume ?? false })
    await this.app.recovered()
  }

  /** Starts a server and puts it on the board, taken to be as fast as it is. */
  async add(name: string, options: SimulatedWorkerOptions = {}): Promise<SimulatedWorker> {
    const server = await this.serve(name, options)
    await this.join(name, server.url, options.ipm)
    return server
  }

  /** Starts a server that nobody on the board knows of; it ends with the bench. */
  async serve(name: string, options: SimulatedWorkerOptions = {}): Promise<SimulatedWorker> {
    const server = await startSimulatedWorker({ name, ipm: IPM, timeScale: TIME_SCALE, ...options })
    this.servers.set(name, server)
    return server
  }

  /** Puts an address on the board and has it looked at; `more` as a person would fill in the form. */
  async join(
    name: string,
    url: string,
    ipm = IPM,
    more: Omit<WorkerInput, 'name' | 'url'> = {},
  ): Promise<void> {
    const view = await this.app.fleet.add({ name, url, ...more }, { simulated: true, ipmAsNamed: ipm })
    this.ids.set(name, view.config.id)
    await this.app.fleet.settled(PATIENCE_MS)
  }

  id(name: string): WorkerId {
    const id = this.ids.get(name)
    if (id === undefined) throw new Error(`no worker ${name}`)
    return id
  }

  /** every state it was seen in so far */
  states(name: string): ReadonlySet<WorkerStateName> {
    return this.#statesOf(this.id(name))
  }

  #statesOf(id: WorkerId): Set<WorkerStateName> {
    const states = this.#states.get(id) ?? new Set()
    this.#states.set(id, states)
    return states
  }

  state(name: string): string | undefined {
    return this.app.fleet.view(this.id(name))?.state
  }

  /** kind of what is wrong with it */
  problem(name: string): string | undefined {
    return this.app.fleet.view(this.id(name))?.problem?.kind
  }

  request(images: number, more: Partial<GenerationRequest> = {}): GenerationRequest {
    return {
      ...DEFAULT_REQUEST,
      prompt: 'a valley',
      width: 64,
      height: 64,
      seed: 1000,
      subseed: 7,
      images,
      ...more,
    }
  }

  submit(images: number, more: Partial<GenerationRequest> = {}): Promise<JobView> {
    return this.app.handlers.submitJob({ request: this.request(images, more) })
  }

  /** As it ended, in the words people read. */
  async done(job: Pick<JobView, 'id' | 'number'>): Promise<Told<JobView>> {
    return told(await this.within(this.app.dispatcher.whenDone(job.id), `job ${job.number} to end`))
  }

  /** Resolves when the condition holds after some event. */
  until(what: string, holds: () => boolean): Promise<void> {
    return this.within(
      new Promise<void>((resolve) => {
        const timer = setInterval(() => watch(), 20)
        const watch = () => {
          if (!holds()) return
          clearInterval(timer)
          this.#watchers.delete(watch)
          resolve()
        }
        this.#watchers.add(watch)
        watch()
      }),
      what,
    )
  }

  /** Pictures of a job as asked for, in index order. */
  pictures(job: Pick<JobView, 'id'>): StoredImage[] {
    return this.app.gallery.imagesOfJob(job.id).filter(({ flags }) => isAsAsked(flags))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.app.stop()
    await Promise.all([...this.servers.values()].map((server) => server.stop()))
    await rm(this.folder, { recursive: true, force: true })
  }

  async within<T>(work: Promise<T>, what: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      const giveUp = () => reject(new Error(`waited too long for ${what}\n${this.#howItStands()}`))
      timer = setTimeout(giveUp, PATIENCE_MS)
    })
    try {
      return await Promise.race([work, late])
    } finally {
      clearTimeout(timer)
    }
  }

  /** For who reads that something was waited for in vain: the jobs, the machines, and what people were told. */
  #howItStands(): string {
    const jobs = this.app.dispatcher.jobs().map((job) => {
      const batches = this.app.dispatcher
        .batches(job.id)
        .map(({ state, firstIndex }) => `${firstIndex} ${state}`)
      const problem = job.problem === null ? '' : `: ${inWords(job.problem.message)}`
      return `job ${job.number} ${job.state}, ${job.stored} of ${job.requested}${problem} [${batches.join(', ')}]`
    })
    const machines = [...this.ids].map(([name, id]) => {
      const view = this.app.fleet.view(id)
      const problem = view?.problem ? `: ${inWords(view.problem.message)}` : ''
      const calls = this.servers.get(name)?.calls().slice(-5)
      return `${name} ${view?.state}${problem} [${calls?.map(({ method, path }) => `${method} ${path}`).join(', ')}]`
    })
    return [...jobs, ...machines, ...this.notices.map(({ title, text }) => `told: ${title}. ${text}`)].join(
      '\n',
    )
  }
}

/** Seeds a job of `count` images must have, whoever made them. */
export const seedsFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index)
