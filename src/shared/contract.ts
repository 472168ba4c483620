import { z } from 'zod'
import { Consistency } from './consistency.ts'
import { ControlDetection, DetectedMap } from './control-detection.ts'
import { ModuleSlider } from './control-modules.ts'
import { FleetOffers, Offer, OfferKind } from './fleet-offers.ts'
import { GenerationRequest } from './generation.ts'
import { PastJob, PastJobLine } from './history.ts'
import { BatchId, ImageId, ImageIndex, JobId, WorkerId } from './ids.ts'
import { AddedInput, InputId, InputRole, InputSource } from './input-picture.ts'
import {
  BatchView,
  ImageAttachment,
  ImageFacets,
  ImagePage,
  ImageQuery,
  JobView,
  StoredImage,
  TrashSize,
} from './job.ts'
import { LIMITS } from './limits.ts'
import { NetworkDetails, NetworkKind } from './network-details.ts'
import { Plan } from './plan.ts'
import { Priority } from './priority.ts'
import { Problem } from './problem.ts'
import { DRAWN_PROMPTS, TokenCount } from './prompt-tools.ts'
import { FleetScript } from './script-arguments.ts'
import { Settings, SettingsPatch } from './settings.ts'
import { Sheet } from './sheet.ts'
import { ExportedText, ExportFormat, ImportPreview, ImportSource } from './transfer.ts'
import { Wildcards } from './wildcards.ts'
import { StoredReason } from './words/reason.ts'
import { Lane, ProbeReport, WorkerInput, WorkerView } from './worker.ts'
import {
  Discovery,
  ListedCheckpoints,
  LoadOutcome,
  SyncRun,
  WorkerDetails,
  WorkerLists,
} from './worker-activity.ts'

const nothing = z.object({}).strict()
const JobIds = z.object({ jobIds: z.array(JobId).max(1000).nullable() })
const call = <Request extends z.ZodType, Response extends z.ZodType>(
  request: Request,
  response: Response,
) => ({
  request,
  response,
})

const Token = z.string().min(1).max(100)
/** inputs, own masks and units of one request */
const MOST_INPUT_IDS = 2 * LIMITS.images.max + 1000
const ImageIds = z.array(ImageId).min(1).max(1000)
/** What became of pictures; `problem`: of the first that stayed as it was */
const ImagesDone = z.object({ imageIds: z.array(ImageId), problem: Problem.nullable() })

/** Everything the panel needs to draw itself from nothing, e.g. after a reload. */
export const Snapshot = z.object({
  appVersion: z.string(),
  runtime: z.string(),
  platform: z.string(),
  /** how many times faster than wall time the fleet's clock runs (1 but for demos and tests) */
  timeScale: z.number(),
  /** epoch ms by the fleet's clock as the snapshot was taken: all other times of jobs and batches are by it */
  now: z.number(),
  settings: Settings,
  /** the folder in use, with the default filled in */
  outputFolder: z.string(),
  workers: z.array(WorkerView),
  offers: FleetOffers,
  /** in the order of the queue */
  jobs: z.array(JobView),
  /** jobs wait until they are resumed, those that come too */
  queuePaused: z.boolean(),
  batches: z.array(BatchView),
  /** pictures of the jobs of this session, newest last */
  images: z.array(StoredImage),
  /** images of these jobs whose picture was deleted */
  deleted: z.array(z.object({ jobId: JobId, index: ImageIndex })),
  notices: z.array(z.lazy(() => Notice)),
})
export type Snapshot = z.infer<typeof Snapshot>

export const Notice = z.object({
  id: z.string(),
  level: z.enum(['info', 'success', 'warning', 'error']),
  title: StoredReason,
  text: StoredReason,
  workerId: WorkerId.nullable(),
  jobId: JobId.nullable(),
})
export type Notice = z.infer<typeof Notice>

export const Progress = z.object({
  jobId: JobId,
  etaSeconds: z.number().nullable(),
  etaSpreadSeconds: z.number().nullable(),
  batches: z.array(
    z.object({
      id: BatchId,
      fraction: z.number(),
      hasPreview: z.boolean(),
      predictedStartAt: z.number(),
      predictedEndAt: z.number(),
    }),
  ),
})
export type Progress = z.infer<typeof Progress>

/**
 * The one contract between panel and main process: call name -> request and response.
 * Main registers handlers by iterating over it, preload exposes functions by iterating over it.
 */
export const CALLS = {
  snapshot: call(nothing, Snapshot),
  planPreview: call(z.object({ request: GenerationRequest }), Plan),
  submitJob: call(z.object({ request: GenerationRequest, priority: Priority.optional() }), JobView),
  cancelJob: call(z.object({ jobId: JobId }), JobView),
  pauseJob: call(z.object({ jobId: JobId }), JobView),
  resumeJob: call(z.object({ jobId: JobId }), JobView),
  /** in front of another job that is not over, or to the end of the queue (null); answers the queue as it is now */
  moveJob: call(z.object({ jobId: JobId, before: JobId.nullable() }), z.object({ queue: z.array(JobId) })),
  /** it stands behind the others of that priority; answers the queue as it is now */
  prioritizeJob: call(z.object({ jobId: JobId, priority: Priority }), z.object({ queue: z.array(JobId) })),
  /** null: every job that is not over; answers those that were changed, for undo */
  pauseJobs: call(JobIds, z.object({ changed: z.array(JobId) })),
  resumeJobs: call(JobIds, z.object({ changed: z.array(JobId) })),
  /** Nothing new is begun on any machine, of jobs that come neither; what is begun ends. Answers those that were not paused before, for undo. */
  pauseQueue: call(nothing, z.object({ changed: z.array(JobId) })),
  /** goes on with every paused job except these, and with the queue; answers which, for undo */
  resumeQueue: call(
    z.object({ except: z.array(JobId).max(1000).default([]) }).strict(),
    z.object({ changed: z.array(JobId) }),
  ),
  /** jobs that are over, newest first; `text`: words of the prompt */
  listHistory: call(
    z.object({ text: z.string().max(500).nullable() }),
    z.object({ jobs: z.array(PastJobLine) }),
  ),
  /** prompts of jobs that are over, each once, newest first */
  /** those of jobs that are over, each once, newest first */
  listPrompts: call(
    nothing,
    z.object({ prompts: z.array(z.string()), negativePrompts: z.array(z.string()) }),
  ),
  pastJob: call(z.object({ jobId: JobId }), PastJob),
  /** takes jobs off the history, all with null; their pictures stay. The token puts them back. */
  clearHistory: call(JobIds, z.object({ token: z.number().int(), count: z.number().int() })),
  restoreHistory: call(z.object({ token: z.number().int().min(0) }), z.object({ count: z.number().int() })),
  addWorker: call(z.object({ input: WorkerInput }), WorkerView),
  updateWorker: call(z.object({ workerId: WorkerId, input: WorkerInput }), WorkerView),
  removeWorker: call(z.object({ workerId: WorkerId }), nothing),
  /** puts a removed worker back as it was, for undo */
  restoreWorker: call(z.object({ workerId: WorkerId }), WorkerView),
  /** lane and position in it (0 is the top) */
  moveWorker: call(z.object({ workerId: WorkerId, lane: Lane, position: z.number().int().min(0) }), nothing),
  /** looks at an address without keeping anything; workerId: fill in what is stored for that worker */
  probeAddress: call(z.object({ input: WorkerInput, workerId: WorkerId.nullable() }), ProbeReport),
  /** "Try now": probe at once, read the lists again, lift a pause */
  refreshWorker: call(z.object({ workerId: WorkerId }), WorkerView),
  /** null: every worker that is not off */
  startBenchmark: call(z.object({ workerIds: z.array(WorkerId).max(200).nullable() }), nothing),
  cancelBenchmark: call(z.object({ workerIds: z.array(WorkerId).max(200).nullable() }), nothing),
  startDemoFleet: call(nothing, z.array(WorkerView)),
  stopDemoFleet: call(nothing, nothing),
  updateSettings: call(z.object({ patch: SettingsPatch }), Settings),
  exportSettings: call(nothing, ExportedText),
  /** as exportSettings, into a file chosen in the system's dialog; null when it was closed without a choice */
  saveSettingsExport: call(nothing, z.object({ file: z.string().nullable() })),
  /** what a file of exportSettings would change; changes nothing */
  readSettings: call(
    z.object({ text: z.string().max(LIMITS.settingsCharacters) }),
    z.object({
      patch: SettingsPatch,
      /** fields that are not valid, and why; they stay as they are */
      refused: z.array(StoredReason),
      /** forms of the patch whose pictures are not stored on this computer: presets by their names; null: what the form is reset to */
      withoutPictures: z.array(z.object({ preset: z.string().nullable(), pictures: z.array(StoredReason) })),
    }),
  ),
  /** opens the system's folder dialog; null when it was closed without a choice */
  chooseOutputFolder: call(nothing, z.object({ folder: z.string().nullable() })),
  listImages: call(z.object({ query: ImageQuery }), ImagePage),
  /** what the server answered beside a picture: control images, masks, grids; the first 100 */
  imageAttachments: call(z.object({ imageId: ImageId }), z.object({ attachments: z.array(ImageAttachment) })),
  imageFacets: call(nothing, ImageFacets),
  /** marks pictures, or takes the mark away; ids nobody knows are passed over */
  markImages: call(z.object({ imageIds: ImageIds, favourite: z.boolean() }), nothing),
  /** moves pictures into the trash of the app; ids of pictures that are not in the gallery are passed over, here and below */
  trashImages: call(z.object({ imageIds: ImageIds }), ImagesDone),
  restoreImages: call(z.object({ imageIds: ImageIds }), ImagesDone),
  /** deletes for good what is in the trash */
  purgeImages: call(z.object({ imageIds: ImageIds }), ImagesDone),
  /** deletes for good everything that is in the trash now */
  emptyTrash: call(nothing, z.object({ count: z.number().int(), problem: Problem.nullable() })),
  trashSize: call(nothing, TrashSize),
  /** onto the clipboard, as a picture */
  copyImage: call(z.object({ imageId: ImageId }), nothing),
  /** a copy under a name chosen in the system's dialog; null when it was closed without a choice */
  saveImageAs: call(z.object({ imageId: ImageId }), z.object({ file: z.string().nullable() })),
  /** copies into a folder chosen in the system's dialog, never over a file; null when it was closed without a choice */
  saveImageCopies: call(
    z.object({ imageIds: ImageIds }),
    z.object({ folder: z.string().nullable(), count: z.number().int() }),
  ),
  /** composes a table of pictures into one PNG file under a name chosen in the system's dialog; file null when it was closed without a choice */
  saveSheet: call(z.object({ sheet: Sheet }), z.object({ file: z.string().nullable(), scale: z.number() })),
  /** begins to drag the files of pictures to another program; call it when a drag begins */
  dragImages: call(z.object({ imageIds: ImageIds }), nothing),
  revealImage: call(z.object({ imageId: ImageId }), nothing),
  openWorkerPage: call(z.object({ workerId: WorkerId }), nothing),
  workerDetails: call(z.object({ workerId: WorkerId }), WorkerDetails),
  /** what its server lists, as read last */
  workerLists: call(z.object({ workerId: WorkerId }), WorkerLists),
  /** of every worker, in the order of the board */
  fleetCheckpoints: call(nothing, z.array(ListedCheckpoints)),
  /** what changes pictures and is not the same on all machines */
  compareSettings: call(nothing, Consistency),
  /** on how many machines something is that may stand in nobody's list, by whatever name */
  offerOf: call(z.object({ kind: OfferKind, name: z.string().max(1000) }), Offer),
  /** what dropping or pasting this would do; changes nothing, sends nothing */
  previewImport: call(z.object({ source: ImportSource }), ImportPreview),
  /** does what a preview showed, for the entries named; `settings`: take over the file's settings too */
  applyImport: call(
    z.object({
      token: z.string().max(100),
      keys: z.array(z.number().int()).max(1000),
      settings: z.boolean(),
    }),
    z.object({
      added: z.number().int(),
      changed: z.number().int(),
      /** names of those whose password could not be kept: the system has no keyring */
      withoutPassword: z.array(z.string()),
    }),
  ),
  /** `credentials`: with user names and passwords, in clear */
  exportWorkers: call(z.object({ format: ExportFormat, credentials: z.boolean() }), ExportedText),
  /** as exportWorkers, into a file chosen in the system's dialog; null when it was closed without a choice */
  saveExport: call(
    z.object({ format: ExportFormat, credentials: z.boolean() }),
    z.object({ file: z.string().nullable() }),
  ),
  startDiscovery: call(z.object({ scope: z.enum(['machine', 'network']) }), Discovery),
  cancelDiscovery: call(nothing, nothing),
  /** lets the servers look at their folders again, then reads their lists; null: every worker that is not off */
  refreshModels: call(z.object({ workerIds: z.array(WorkerId).max(200).nullable() }), nothing),
  loadCheckpointEverywhere: call(z.object({ checkpoint: z.string().min(1).max(500) }), z.array(LoadOutcome)),
  /** stops whatever runs there, somebody else's work too */
  interruptWorker: call(z.object({ workerId: WorkerId }), nothing),
  /** moves its checkpoint out of the GPU's memory */
  unloadCheckpoint: call(z.object({ workerId: WorkerId }), nothing),
  /** needs --api-server-stop there; answers when it is back */
  restartWorker: call(z.object({ workerId: WorkerId }), WorkerView),
  runSync: call(z.object({ workerId: WorkerId }), SyncRun),
  cancelSync: call(z.object({ workerId: WorkerId }), nothing),
  /** opens the folder of the pictures in the file manager */
  openOutputFolder: call(nothing, nothing),
  /** the lists that `__name__` in a prompt is drawn from, as they are now */
  listWildcards: call(nothing, Wildcards),
  openWildcardFolder: call(nothing, nothing),
  /** the prompts of the first images of a request, drawn as they will be; of a random seed as they may be */
  drawPrompts: call(
    z.object({ request: GenerationRequest, most: z.number().int().min(1).max(DRAWN_PROMPTS) }),
    z.object({ prompts: z.array(z.object({ prompt: z.string(), negativePrompt: z.string() })) }),
  ),
  /** what the machines tell of a LoRA or an embedding */
  networkDetails: call(z.object({ kind: NetworkKind, name: z.string().max(1000) }), NetworkDetails),
  /** what `tributary://network/<id>` shows for a LoRA or an embedding; null: no machine has a picture of it */
  networkPicture: call(
    z.object({ kind: NetworkKind, name: z.string().max(1000) }),
    z.object({ id: z.string().nullable() }),
  ),
  /** how many tokens of CLIP each text is, in chunks as sdwui makes them */
  countTokens: call(
    z.object({ texts: z.array(z.string().max(LIMITS.promptCharacters)).max(4) }),
    z.object({ counts: z.array(TokenCount) }),
  ),
  /** the scripts that machines of the fleet have, with what their forms are made of */
  fleetScripts: call(nothing, z.object({ scripts: z.array(FleetScript) })),
  /** the numbers of a preprocessor of ControlNet beside its resolution, as a machine describes them; null: none tells */
  controlSliders: call(
    z.object({ module: z.string().max(300) }),
    z.object({ sliders: z.array(ModuleSlider).nullable() }),
  ),
  /** what a preprocessor of ControlNet finds in a picture, on a machine that has it; another under the same token calls this one off */
  detectControl: call(z.object({ token: Token, asked: ControlDetection }), DetectedMap),
  cancelDetection: call(z.object({ token: Token }), nothing),
  /** checks and stores a picture that requests may refer to; the same picture again is the same input */
  addInput: call(z.object({ source: InputSource, role: InputRole }), AddedInput),
  /** which of these are not stored; the others count as used now */
  missingInputs: call(
    z.object({ ids: z.array(InputId).max(MOST_INPUT_IDS) }),
    z.object({ missing: z.array(InputId) }),
  ),
  /** the bytes of a stored input, for a mask that is painted further; a picture is shown by its address instead */
  readInput: call(z.object({ id: InputId }), z.object({ bytes: z.instanceof(Uint8Array) })),
} as const

export type CallName = keyof typeof CALLS
export type CallRequest<Name extends CallName> = z.input<(typeof CALLS)[Name]['request']>
/** A request as main has parsed it: defaults filled in, ids known to be ids. */
export type ParsedRequest<Name extends CallName> = z.output<(typeof CALLS)[Name]['request']>
export type CallResponse<Name extends CallName> = z.output<(typeof CALLS)[Name]['response']>

/** Events are facts in the past tense, ordered per job. */
export const EVENTS = {
  workerChanged: WorkerView,
  workersArranged: z.array(WorkerId),
  workerRemoved: z.object({ workerId: WorkerId }),
  /** what the fleet offers of one kind, replacing what was told before */
  offersChanged: z.object({ kind: OfferKind, offers: z.array(Offer) }),
  jobChanged: JobView,
  /** the jobs that are not over, in the order in which machines are given to them */
  queueArranged: z.array(JobId),
  queuePauseChanged: z.object({ paused: z.boolean() }),
  /** jobs came to the history or left it */
  historyChanged: nothing,
  batchChanged: BatchView,
  /** the batches of a job that are only forecast, replacing the forecast before */
  forecastChanged: z.object({ jobId: JobId, batches: z.array(BatchView) }),
  progressed: Progress,
  imageStored: StoredImage,
  imagesTrashed: z.object({ imageIds: z.array(ImageId) }),
  imagesRestored: z.object({ images: z.array(StoredImage) }),
  trashChanged: TrashSize,
  imagesMarked: z.object({ imageIds: z.array(ImageId), favourite: z.boolean() }),
  settingsChanged: Settings,
  /** rows of a table that is being composed into one picture */
  sheetProgressed: z.object({ done: z.number().int(), of: z.number().int() }),
  discoveryChanged: Discovery,
  syncChanged: SyncRun,
  noticeRaised: Notice,
  /** the shell asks the panel to show something, e.g. after a click on a notification */
  navigated: z.object({
    to: z.enum(['generate', 'workers', 'gallery', 'queue', 'settings']),
    jobId: JobId.nullable(),
  }),
} as const

export type EventName = keyof typeof EVENTS
export type EventPayload<Name extends EventName> = z.output<(typeof EVENTS)[Name]>
/** Arguments of a listener of every event: the name tells the payload's type. */
export type EventArguments = { [Name in EventName]: [name: Name, payload: EventPayload<Name>] }[EventName]

/** What a call answers over IPC: errors cross as values, because Electron flattens thrown ones to text. */
export type CallResult<Name extends CallName> =
  | { ok: true; value: CallResponse<Name> }
  | { ok: false; problem: Problem }

/** window.tributary, as preload exposes it. */
export type TributaryApi = {
  [Name in CallName]: (request: CallRequest<Name>) => Promise<CallResult<Name>>
} & {
  /** Subscribes to an event; returns what ends the subscription. */
  on<Name extends EventName>(event: Name, listener: (payload: EventPayload<Name>) => void): () => void
}
