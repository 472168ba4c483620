import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { BatchId, type WorkerId } from '../../shared/ids.ts'
import type { Plan } from '../../shared/plan.ts'
import type { Sheet } from '../../shared/sheet.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { AwakeClock } from '../core/awake-clock.ts'
import type { DispatchSettings } from '../core/dispatch/dispatch-settings.ts'
import { createDispatcher, type Dispatcher } from '../core/dispatch/dispatcher.ts'
import { isOver } from '../core/dispatch/job/job-state.ts'
import { problemOf } from '../core/failure.ts'
import type { PasswordStore, WorkerStore } from '../core/worker-store.ts'
import { createFleet } from '../fleet/create-fleet.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { pause } from '../fleet/wait.ts'
import { normaliseWorkerUrl } from '../fleet/worker-url.ts'
import { type Gallery, openGallery } from '../gallery/gallery.ts'
import type { GalleryFiles } from '../gallery/gallery-files.ts'
import { inputIdsIn } from '../gallery/index/referred-inputs.ts'
import { type Inputs, openInputs } from '../gallery/inputs/inputs.ts'
import { NetworkPictures } from '../gallery/network-pictures.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { createClock } from '../system/clock.ts'
import { endInOrder } from '../system/end-in-order.ts'
import { inTurns } from '../system/in-turns.ts'
import { makeFolder } from '../system/make-folder.ts'
import { createTokenCounter } from '../tokens/token-counter.ts'
import { openWildcardFolder } from '../wildcards/wildcard-folder.ts'
import { createBackgroundBenchmarks } from './background-benchmarks.ts'
import { connectOver } from './connect.ts'
import { createHandlers, workerOf } from './create-handlers.ts'
import { createDemo, type DemoControl } from './demo.ts'
import { dispatchSettings } from './dispatch-settings.ts'
import { createEventHub, type EventListener } from './events.ts'
import { measureFor, startAtOnce } from './first-benchmark.ts'
import { createForwarding } from './forward-events.ts'
import type { AppHandlers } from './handlers.ts'
import { purgeInputsDaily } from './inputs-purge.ts'
import { networkPicture } from './network-picture.ts'
import { createNotices } from './notices.ts'
import { watchOffers } from './offers-watch.ts'
import { protocolsOver } from './protocols.ts'
import { offerUnfinished } from './resume.ts'
import { createResuming } from './resuming.ts'
import { takeSnapshot } from './snapshot.ts'
import { createSubmission, type Submission } from './submission.ts'
import { createTrashCalls } from './trash-calls.ts'
import { purgeDaily } from './trash-purge.ts'
import { createWorkerTools } from './worker-tools.ts'

/** Lists of several machines often come together. */
const OFFERS_AFTER_REAL_MS = 50

export interface AppOptions {
  /** folder of the index and the caches */
  readonly userData: string
  /** the system's folder for pictures */
  readonly pictures: string
  /** folder of the pictures for this run; null: as the settings say */
  readonly outputFolder: string | null
  /** measure new machines in the background, where the settings allow it; absent: only when a job or a person asks for it */
  readonly measureNew?: boolean
  /** how many times faster than the wall the fleet's clock runs */
  readonly timeScale: number
  readonly appVersion: string
  readonly runtime: string
  readonly log: { info(text: string): void; error(what: string, error: unknown): void }
  readonly settings: SettingsStore
  readonly workers: WorkerStore
  readonly passwords: PasswordStore
  /** the file system of the pictures, for tests of a full disk */
  readonly files?: GalleryFiles
  /** instead of what the settings say, for tests of what takes minutes */
  readonly dispatch?: Partial<DispatchSettings>
  /** what opening the stores found, to be told to the user */
  readonly found?: readonly Reason[]
}

/** Everything but the window: what the panel and the command line share. */
export interface App {
  readonly handlers: AppHandlers
  readonly fleet: Fleet
  readonly dispatcher: Dispatcher
  readonly gallery: Gallery
  /** pictures that requests refer to */
  readonly inputs: Inputs
  readonly demo: DemoControl
  /** The one way in for jobs: the panel's, the command line's, and those of other programs. */
  readonly submission: Submission
  /** Looks at the machines; what an earlier run left unfinished is offered when `recovered` resolves. */
  start(options?: { resume?: boolean }): Promise<void>
  /** resolves when the pictures that a crash left behind are stored and, after `start`, the unfinished jobs are on offer */
  recovered(): Promise<void>
  /** `graceMs`: real ms that what still runs gets to end well, on the servers and here; left out: some seconds. */
  stop(graceMs?: number): Promise<void>
  /** Told of every event of the contract, in order. Returns what ends the subscription. */
  subscribe(listener: EventListener): () => void
  /** Answers `tributary://image/<id>`, `thumb/<id>` and `preview/<batch>`. */
  serve(request: Request): Promise<Response>
  /** false: nobody looks at the panel, so idle machines are asked less often */
  setAttentive(attentive: boolean): void
  /** the system says that it goes to sleep, and that it has slept; without its word the clock notices by itself (core/awake-clock.ts) */
  suspended(): void
  resumed(): void
  /** absolute path of a stored picture; null when the index does not know it */
  imagePath(id: string): Promise<string | null>
  /** a stored picture as PNG; null when the index does not know it or its file is gone */
  imagePng(id: string): Promise<Buffer | null>
  /** Writes a table of pictures as one PNG file, and tells of its progress by `sheetProgressed`. Throws `bad-request`, rejects with errors of the file system. */
  writeSheet(sheet: Sheet, file: string): Promise<{ readonly scale: number }>
  /** what a worker's sync command would run, in words; throws `bad-request` or `not-found` */
  syncCommand(id: WorkerId): string
  outputFolder(): string
  /** epoch ms by the fleet's clock */
  wall(): number
}

/** Builds the parts and hands them to each other. Nothing is sent to a machine before `start`. */
export async function createApp(options: AppOptions): Promise<App> {
  const { log, settings, timeScale } = options
  makeFolder(options.userData)
  const clock = new AwakeClock(createClock(timeScale), timeScale)
  const hub = createEventHub(log.error)
  const notices = createNotices(
    randomUUID,
    () => performance.now(),
    (notice) => hub.emit('noticeRaised', notice),
  )
  const forward = createForwarding(
    hub,
    notices,
    (id) => fleet.touch(id),
    (past) => gallery.history.save(past),
  )
  const stopped = new AbortController()
  const outputFolder = () =>
    options.outputFolder ?? settings.get().outputFolder ?? join(options.pictures, 'Tributary')

  const inputs = openInputs(join(options.userData, 'inputs'))
  const networkPictures = new NetworkPictures(join(options.userData, 'network-pictures'), (kind, name) =>
    networkPicture(fleet, kind, name, stopped.signal),
  )
  const gallery = await openGallery({
    databaseFile: join(options.userData, 'gallery.db'),
    folder: outputFolder,
    template: () => settings.get().fileTemplate,
    wall: () => Date.now(),
    livePreview: (id) => dispatcher.livePreview(BatchId.parse(id)),
    inputs,
    networkPictures,
    report: (what) => notices.raise({ level: 'info', title: reason('gallery.title'), text: what }),
    ...(options.files === undefined ? {} : { fs: options.files }),
  })
  const wildcards = openWildcardFolder(join(options.userData, 'wildcards'), (text) =>
    notices.raise({ level: 'warning', title: reason('app.wildcards.title'), text }),
  )
  const tokens = createTokenCounter()
  // The fleet shows its stored workers while it is being made, before there is a dispatcher.
  let working: Dispatcher['workingOn'] = () => null
  const offers = watchOffers({
    machines: () => fleet.workers(),
    announce: (changed) => hub.emit('offersChanged', changed),
    run: inTurns,
    soon: (fn) => clock.after(OFFERS_AFTER_REAL_MS * timeScale, fn),
    report: (error) => log.error('what the fleet offers could not be worked out', error),
  })
  const fleet = createFleet({
    clock,
    timeScale,
    random: Math.random,
    newId: randomUUID,
    store: options.workers,
    passwords: options.passwords,
    connect: connectOver(protocolsOver(inputs)),
    normaliseUrl: normaliseWorkerUrl,
    benchmark: () => settings.get().benchmark,
    workingOn: (id) => working(id),
    emit: (event) => {
      forward.onFleet(event)
      if (event.type !== 'notice') offers.look()
    },
  })
  const dispatcher = createDispatcher({
    clock,
    random: Math.random,
    fleet,
    sink: gallery,
    journal: gallery.journal,
    wildcards,
    styles: () => settings.get().styles,
    settings: () => ({ ...dispatchSettings(settings.get(), timeScale), ...options.dispatch }),
    emit: (event) => {
      forward.onDispatch(event)
      if (event.type === 'queuePauseChanged' && !event.paused) submission.queueResumed()
    },
    newId: randomUUID,
  })
  working = (id) => dispatcher.workingOn(id)
  const demo = createDemo(fleet, timeScale)
  const measuringFor = (plan: Plan) =>
    measureFor(plan, {
      measure: (id, wanted) => fleet.measure([id], wanted),
      beingMeasured: () =>
        fleet
          .views()
          .filter(({ benchmarkProgress, benchmark }) => benchmarkProgress !== null && benchmark === null)
          .map(({ config }) => config.id),
      after: (ms, callback) => clock.after(ms, callback),
    })
  const submission = createSubmission({
    plan: (request, priority, origin) => dispatcher.plan(request, priority, origin),
    submit: (request, how) => dispatcher.submit(request, how),
    release: (id) => dispatcher.release(id),
    cancel: (id) => dispatcher.cancel(id),
    queuePaused: () => dispatcher.queuePaused,
    measureFor: measuringFor,
    startAtOnce: (plan) =>
      startAtOnce(plan, {
        cutShort: () => background.cutShort(),
        measure: (id, wanted) => fleet.measure([id], wanted),
      }),
  })
  const background = createBackgroundBenchmarks({
    views: () => fleet.views(),
    interruptible(id) {
      const capabilities = fleet.worker(id)?.capabilities
      return capabilities?.taskIds === true && capabilities.interrupts !== false
    },
    allowed: () => options.measureNew === true && settings.get().measureNew && !dispatcher.queuePaused,
    measure: (id, wanted) => fleet.measure([id], wanted, 'background'),
    after: (ms, callback) => clock.after(ms, callback),
  })
  hub.subscribe((name, payload) => {
    if (name === 'jobChanged')
      background.jobChanged(payload.id, !isOver(payload.state) && payload.state !== 'paused')
    else if (name === 'workerChanged') background.workerChanged(payload)
    else if (name === 'settingsChanged') background.look()
    else if (name === 'queuePauseChanged')
      if (payload.paused) background.cutShort()
      else background.look()
  })
  const tools = createWorkerTools({
    fleet,
    settings,
    passwords: options.passwords,
    clock,
    timeScale,
    hub,
    newId: randomUUID,
  })

  let recovered = gallery.leftovers
  const offSettings = settings.onChange((value) => hub.emit('settingsChanged', value))

  const trash = createTrashCalls(gallery.trash, hub)
  const parts = {
    fleet,
    offers,
    dispatcher,
    gallery,
    settings,
    demo,
    submission,
    resuming: createResuming({ gallery, dispatcher, inputs, notices }),
    tools,
    wildcards,
    tokens,
    trash: trash.calls,
  }
  const handlers = createHandlers({
    ...parts,
    inputs,
    networkPictures,
    hub,
    stopped: stopped.signal,
    snapshot: () =>
      takeSnapshot({
        ...parts,
        notices,
        outputFolder: outputFolder(),
        timeScale,
        now: clock.wall(),
        appVersion: options.appVersion,
        runtime: options.runtime,
      }),
  })
  for (const text of options.found ?? [])
    notices.raise({ level: 'warning', title: reason('settings.title'), text })

  return {
    handlers,
    fleet,
    dispatcher,
    gallery,
    inputs,
    demo,
    submission,
    outputFolder,
    wall: () => clock.wall(),
    subscribe: hub.subscribe,
    serve: (request) => gallery.serve(request),
    setAttentive: (attentive) => fleet.setAttentive(attentive),
    suspended: () => clock.suspended(),
    resumed: () => clock.resumed(),
    imagePath: (id) => gallery.imagePath(id),
    imagePng: (id) => gallery.imagePng(id),
    writeSheet: (sheet, file) =>
      gallery.writeSheet(sheet, file, (done, of) => hub.emit('sheetProgressed', { done, of })),
    syncCommand: (id) => tools.sync.words(workerOf(fleet, id)),
    async start(how = {}) {
      if (how.resume === false) {
        fleet.start()
        return
      }
      if (gallery.journal.pauseKept()) dispatcher.pauseQueue()
      // Which images a job still misses is known only when the leftovers are stored.
      recovered = gallery.leftovers.then(async () => {
        if (!stopped.signal.aborted) await offerUnfinished({ gallery, dispatcher, notices, inputs })
      })
      fleet.start()
      const daily = {
        ready: gallery.reconciled,
        wall: () => Date.now(),
        report: (text: Reason) => notices.raise({ level: 'warning', title: reason('gallery.title'), text }),
        signal: stopped.signal,
        wait: (ms: number, signal: AbortSignal) => pause(clock, ms * timeScale, signal),
      }
      void purgeDaily({
        ...{ ...daily, trash: gallery.trash, changed: trash.changed },
        days: () => settings.get().trashDays,
      })
      void purgeInputsDaily({
        ...{ ...daily, inputs },
        referred: async () =>
          new Set([...(await gallery.referredInputs()), ...inputIdsIn(JSON.stringify(settings.get()))]),
      })
      if (settings.get().demoFleet) {
        await demo.start().catch((error: unknown) =>
          notices.raise({
            level: 'error',
            title: reason('app.demo-failed.title'),
            text: problemOf(error).message,
          }),
        )
      }
    },
    recovered: () => recovered,
    async stop(graceMs) {
      // Where a full disk keeps one from ending well, what the others hold would keep the process alive.
      await endInOrder(
        () => stopped.abort(),
        () => background.stop(),
        offSettings,
        () => tools.stop(),
        () => dispatcher.stop(graceMs === undefined ? undefined : graceMs * timeScale),
        () => demo.stop(),
        () => fleet.stop(graceMs),
        () => offers.stop(),
        () => tokens.stop(),
        () => gallery.stop(),
      )
    },
  }
}
