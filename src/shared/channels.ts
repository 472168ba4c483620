import type { CallName, EventName } from './contract.ts'
import { LIMITS } from './limits.ts'

/**
 * The names of the contract without its schemas, for the preload: bundling zod into a sandboxed script that
 * checks nothing would only slow every start. The compiler keeps them in step with the contract.
 */
const calls = {
  snapshot: true,
  planPreview: true,
  submitJob: true,
  cancelJob: true,
  pauseJob: true,
  resumeJob: true,
  moveJob: true,
  prioritizeJob: true,
  pauseJobs: true,
  resumeJobs: true,
  pauseQueue: true,
  resumeQueue: true,
  listHistory: true,
  pastJob: true,
  clearHistory: true,
  restoreHistory: true,
  addWorker: true,
  updateWorker: true,
  removeWorker: true,
  restoreWorker: true,
  moveWorker: true,
  probeAddress: true,
  refreshWorker: true,
  startBenchmark: true,
  cancelBenchmark: true,
  startDemoFleet: true,
  stopDemoFleet: true,
  updateSettings: true,
  chooseOutputFolder: true,
  listImages: true,
  imageFacets: true,
  markImages: true,
  trashImages: true,
  restoreImages: true,
  purgeImages: true,
  emptyTrash: true,
  trashSize: true,
  copyImage: true,
  saveImageAs: true,
  saveImageCopies: true,
  saveSheet: true,
  dragImages: true,
  revealImage: true,
  openWorkerPage: true,
  openOutputFolder: true,
  listWildcards: true,
  openWildcardFolder: true,
  addInput: true,
  readInput: true,
  workerDetails: true,
  workerLists: true,
  fleetCheckpoints: true,
  offerOf: true,
  previewImport: true,
  applyImport: true,
  exportSettings: true,
  saveSettingsExport: true,
  readSettings: true,
  exportWorkers: true,
  saveExport: true,
  startDiscovery: true,
  cancelDiscovery: true,
  refreshModels: true,
  loadCheckpointEverywhere: true,
  interruptWorker: true,
  unloadCheckpoint: true,
  restartWorker: true,
  runSync: true,
  cancelSync: true,
} satisfies Record<CallName, true>

const events = {
  workerChanged: true,
  workersArranged: true,
  workerRemoved: true,
  offersChanged: true,
  jobChanged: true,
  queueArranged: true,
  queuePauseChanged: true,
  historyChanged: true,
  batchChanged: true,
  forecastChanged: true,
  progressed: true,
  imageStored: true,
  imagesMarked: true,
  imagesTrashed: true,
  imagesRestored: true,
  trashChanged: true,
  settingsChanged: true,
  sheetProgressed: true,
  discoveryChanged: true,
  syncChanged: true,
  noticeRaised: true,
  navigated: true,
} satisfies Record<EventName, true>

export const CALL_NAMES = Object.keys(calls) as readonly CallName[]
export const EVENT_NAMES = Object.keys(events) as readonly EventName[]

/** Calls that may bring an array of bytes, and how many at most. */
export const BYTES_IN: Readonly<Partial<Record<CallName, number>>> = { addInput: LIMITS.inputBytes }

/** IPC channel of a call and of an event. */
export const callChannel = (name: CallName): string => `tributary:call:${name}`
export const eventChannel = (name: EventName): string => `tributary:event:${name}`
