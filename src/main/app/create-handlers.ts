import type { Snapshot } from '../../shared/contract.ts'
import type { WorkerId } from '../../shared/ids.ts'
import { PANEL } from '../../shared/origin.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { WorkerConfig } from '../../shared/worker.ts'
import type { Dispatcher } from '../core/dispatch/dispatcher.ts'
import { isOver } from '../core/dispatch/job/job-state.ts'
import { TributaryError } from '../core/failure.ts'
import { compareSettings } from '../core/offers/compare-settings.ts'
import { controlSlidersOf } from '../core/offers/control-sliders.ts'
import { fleetScripts } from '../core/offers/fleet-scripts.ts'
import { offerOfKind } from '../core/offers/of-kind.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Inputs } from '../gallery/inputs/inputs.ts'
import type { NetworkPictures } from '../gallery/network-pictures.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { exportSettings, readSettings } from '../settings/settings-transfer.ts'
import type { TokenCounter } from '../tokens/token-counter.ts'
import type { WildcardFolder } from '../wildcards/wildcard-folder.ts'
import { addInput } from './add-input.ts'
import type { DemoControl } from './demo.ts'
import { ControlDetections } from './detect-control.ts'
import type { EventHub } from './events.ts'
import type { AppHandlers } from './handlers.ts'
import { pauseJobs } from './many-jobs.ts'
import { formsWithoutPictures, requireStored } from './missing-inputs.ts'
import { networkDetails } from './network-details.ts'
import { readInput } from './read-input.ts'
import type { Resuming } from './resuming.ts'
import type { Submission } from './submission.ts'
import type { TrashCalls } from './trash-calls.ts'
import { workerDetails, workerLists } from './worker-details.ts'
import type { WorkerTools } from './worker-tools.ts'

export interface HandlerParts {
  readonly fleet: Fleet
  readonly dispatcher: Dispatcher
  readonly gallery: Gallery
  readonly inputs: Pick<Inputs, 'addBytes' | 'addFile' | 'missing' | 'read' | 'size'>
  readonly networkPictures: Pick<NetworkPictures, 'ask'>
  readonly settings: SettingsStore
  readonly demo: DemoControl
  readonly submission: Submission
  readonly resuming: Resuming
  readonly tools: WorkerTools
  readonly wildcards: WildcardFolder
  readonly tokens: Pick<TokenCounter, 'count'>
  readonly trash: TrashCalls
  readonly hub: EventHub
  readonly snapshot: () => Snapshot
  /** aborted when the app stops */
  readonly stopped: AbortSignal
}

/** Throws `not-found` when the worker was removed. */
export function workerOf(fleet: Fleet, id: WorkerId): WorkerConfig {
  const worker = fleet.view(id)
  if (worker !== undefined) return worker.config
  throw new TributaryError('not-found', reason('fleet.gone'))
}

/** Nobody looks through more of them. */
const MOST_ATTACHMENTS = 100

/** One line per call of the contract: which part answers it. */
export function createHandlers(parts: HandlerParts): AppHandlers {
  const { fleet, dispatcher, gallery, settings, demo, submission } = parts
  const { transfer, discovery, sync } = parts.tools
  const detections = new ControlDetections(parts)
  return {
    snapshot: async () => parts.snapshot(),
    planPreview: async ({ request }) => dispatcher.preview(request, PANEL),
    submitJob: async ({ request, priority }) => {
      await requireStored(parts.inputs, request)
      const submitted = await submission.submit(request, {
        origin: PANEL,
        priority: priority ?? 'normal',
        onUnmeasured: 'start-at-once',
      })
      return submitted.job
    },
    cancelJob: async ({ jobId }) => submission.cancel(jobId),
    pauseJob: async ({ jobId }) => dispatcher.pause(jobId),
    resumeJob: async ({ jobId }) => {
      const job = await parts.resuming.one(jobId)
      // One that had failed stands in the queue again.
      parts.hub.emit('historyChanged', {})
      return job
    },
    moveJob: async ({ jobId, before }) => ({ queue: dispatcher.move(jobId, before) }),
    prioritizeJob: async ({ jobId, priority }) => ({ queue: dispatcher.prioritize(jobId, priority) }),
    pauseJobs: async ({ jobIds }) => ({ changed: pauseJobs(dispatcher, jobIds) }),
    resumeJobs: async ({ jobIds }) => ({ changed: await parts.resuming.many(jobIds) }),
    pauseQueue: async () => ({ changed: dispatcher.pauseQueue() }),
    resumeQueue: async ({ except }) => ({ changed: await parts.resuming.queue(except) }),
    listHistory: async ({ text }) => {
      const open = new Set(dispatcher.jobs().flatMap((job) => (isOver(job.state) ? [] : [job.id])))
      return { jobs: gallery.history.list(text).filter(({ id }) => !open.has(id)) }
    },
    listPrompts: async () => ({
      prompts: gallery.history.prompts(),
      negativePrompts: gallery.history.negativePrompts(),
    }),
    pastJob: async ({ jobId }) => gallery.history.get(jobId),
    clearHistory: async ({ jobIds }) => {
      const cleared = gallery.history.clear(jobIds)
      parts.hub.emit('historyChanged', {})
      return cleared
    },
    restoreHistory: async ({ token }) => {
      const count = gallery.history.restore(token)
      parts.hub.emit('historyChanged', {})
      return { count }
    },
    addWorker: ({ input }) => fleet.add(input),
    updateWorker: ({ workerId, input }) => fleet.update(workerId, input),
    removeWorker: async ({ workerId }) => {
      await fleet.remove(workerId)
      return {}
    },
    restoreWorker: ({ workerId }) => fleet.restore(workerId),
    moveWorker: async ({ workerId, lane, position }) => {
      await fleet.move(workerId, lane, position)
      return {}
    },
    probeAddress: ({ input, workerId }) =>
      fleet.probeAddress(input, workerId, parts.stopped, workerId === null ? 'with-device' : undefined),
    refreshWorker: ({ workerId }) => fleet.refresh(workerId),
    startBenchmark: async ({ workerIds }) => {
      // Its progress and its end are told by events; how each worker fared stands on its card.
      void fleet.measure(workerIds)
      return {}
    },
    cancelBenchmark: async ({ workerIds }) => {
      fleet.cancelBenchmark(workerIds)
      return {}
    },
    startDemoFleet: async () => {
      const views = await demo.start()
      settings.update({ demoFleet: true })
      return views
    },
    stopDemoFleet: async () => {
      await demo.stop()
      settings.update({ demoFleet: false })
      return {}
    },
    updateSettings: async ({ patch }) => settings.update(patch),
    exportSettings: async () => exportSettings(settings.get()),
    readSettings: async ({ text }) => {
      const { patch, refused } = readSettings(text, settings.get())
      return {
        patch,
        refused,
        withoutPictures: await formsWithoutPictures(parts.inputs, patch, settings.get()),
      }
    },
    listWildcards: async () => ({ folder: parts.wildcards.folder, lists: parts.wildcards.lists() }),
    drawPrompts: async ({ request, most }) => ({ prompts: dispatcher.drawPrompts(request, most) }),
    networkPicture: async ({ kind, name }) => ({ id: await parts.networkPictures.ask(kind, name) }),
    networkDetails: (which) => networkDetails(fleet, which, parts.stopped),
    countTokens: async ({ texts }) => ({ counts: await parts.tokens.count(texts) }),
    addInput: ({ source, role }) => addInput(parts, source, role),
    missingInputs: async ({ ids }) => ({ missing: await parts.inputs.missing(ids) }),
    readInput: ({ id }) => readInput(parts.inputs, id),
    fleetScripts: async () => ({ scripts: fleetScripts(fleet.workers()) }),
    controlSliders: async ({ module }) => ({ sliders: controlSlidersOf(fleet.workers(), module) }),
    detectControl: ({ token, asked }) => detections.run(token, asked),
    cancelDetection: async ({ token }) => {
      detections.cancel(token)
      return {}
    },
    listImages: async ({ query }) => gallery.list(query),
    imageAttachments: async ({ imageId }) => ({
      attachments: gallery
        .attachments(imageId)
        .slice(0, MOST_ATTACHMENTS)
        .map(({ id, width, height }) => ({ id, width, height })),
    }),
    imageFacets: async () => gallery.facets(),
    markImages: async ({ imageIds, favourite }) => {
      const marked = gallery.mark(imageIds, favourite)
      if (marked.length > 0) parts.hub.emit('imagesMarked', { imageIds: marked, favourite })
      return {}
    },
    ...parts.trash,
    workerDetails: async ({ workerId }) => {
      const [view, worker] = [fleet.view(workerId), fleet.worker(workerId)]
      if (view === undefined || worker === undefined)
        throw new TributaryError('not-found', reason('fleet.gone'))
      return workerDetails(view, worker.speed, dispatcher.jobs(), fleet.requests(workerId))
    },
    workerLists: async ({ workerId }) => {
      const worker = fleet.worker(workerId)
      if (worker === undefined) throw new TributaryError('not-found', reason('fleet.gone'))
      return workerLists(worker.capabilities)
    },
    fleetCheckpoints: async () =>
      fleet.workers().map(({ id, capabilities }) => ({
        workerId: id,
        checkpoints: capabilities?.checkpoints ?? null,
      })),
    compareSettings: async () => compareSettings(fleet.workers()),
    offerOf: async ({ kind, name }) => offerOfKind(fleet.workers(), kind, name),
    previewImport: async ({ source }) => transfer.preview(source),
    applyImport: async ({ token, keys, settings: withSettings }) => {
      const { added, changed, withoutPassword } = await transfer.apply(token, keys, withSettings)
      return { added, changed, withoutPassword: [...withoutPassword] }
    },
    exportWorkers: async ({ format, credentials }) => transfer.export(format, credentials),
    startDiscovery: async ({ scope }) => discovery.start(scope),
    cancelDiscovery: async () => {
      discovery.cancel()
      return {}
    },
    refreshModels: async ({ workerIds }) => {
      await fleet.refreshModels(workerIds)
      return {}
    },
    loadCheckpointEverywhere: ({ checkpoint }) => fleet.loadCheckpointEverywhere(checkpoint),
    interruptWorker: async ({ workerId }) => {
      await fleet.interrupt(workerId)
      return {}
    },
    unloadCheckpoint: async ({ workerId }) => {
      await fleet.unloadCheckpoint(workerId)
      return {}
    },
    restartWorker: ({ workerId }) => fleet.restart(workerId),
    runSync: async ({ workerId }) => {
      return sync.run(workerOf(fleet, workerId))
    },
    cancelSync: async ({ workerId }) => {
      sync.cancel(workerId)
      return {}
    },
  }
}
