import type { AppHandlers } from '../../src/main/app/handlers.ts'
import type { EventListener, ShellApp } from '../../src/main/shell/app-port.ts'
import { jobFixture } from '../../src/main/shell/job-fixture.ts'
import type { EventArguments, EventName, EventPayload } from '../../src/shared/contract.ts'
import { BatchId, ImageIndex, JobId, WorkerId } from '../../src/shared/ids.ts'
import type { BatchView, JobView } from '../../src/shared/job.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings.ts'

/**
 * An app without workers: each call makes at once the events that the real one would make some time.
 * `folder`: of the pictures. `submitJob` starts job 31 (14 of 24, 4 being made), `refreshWorker` stores a batch of 4 from that worker, `listImages` finishes the job.
 */
export function createScriptedApp(folder: string): ShellApp {
  const listeners = new Set<EventListener>()
  const jobId = JobId.parse('job-31')
  let job: JobView | null = null
  let settings: Settings = { ...DEFAULT_SETTINGS, theme: 'dark' }
  let batches = 0
  const workers = Array.from({ length: 30 }, (_, n) => ({
    config: { id: `w${n}`, name: `machine ${n}`, url: `http://192.0.2.${n}:7860/sd` },
  }))
  const emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => {
    for (const listener of listeners) listener(...([name, payload] as unknown as EventArguments))
  }
  const becomes = (patch: Partial<JobView>): JobView => {
    job = { ...(job ?? jobFixture({ id: jobId })), ...patch }
    emit('jobChanged', job)
    return job
  }
  const batchOf = (workerId: string, id: string, state: BatchView['state']): BatchView => ({
    id: BatchId.parse(id),
    jobId,
    workerId: WorkerId.parse(workerId),
    firstIndex: ImageIndex.parse(0),
    count: 4,
    bonus: false,
    copy: false,
    state,
    fraction: 1,
    hasPreview: false,
    predictedStartAt: 0,
    predictedEndAt: 1,
    startedAt: 0,
    endedAt: state === 'stored' ? 1 : null,
    returnedBecause: null,
  })
  const storeBatch = (workerId: string) => {
    batches++
    emit('batchChanged', batchOf(workerId, `batch-${batches}`, 'stored'))
  }
  const answers = {
    snapshot: async () => ({
      settings,
      workers,
      jobs: job ? [job] : [],
      batches: job?.state === 'running' ? [batchOf('w0', 'batch-now', 'computing')] : [],
      queuePaused: false,
      outputFolder: folder,
    }),
    submitJob: async () => becomes({ ...jobFixture({ id: jobId }), state: 'running' }),
    pauseJob: async () => becomes({ state: 'paused' }),
    resumeJob: async () => becomes({ state: 'running' }),
    cancelJob: async () => becomes({ state: 'cancelled' }),
    refreshWorker: async ({ workerId }: { workerId: string }) => storeBatch(workerId),
    listImages: async () => becomes({ state: 'finished', stored: 24, makespanSeconds: 72 }),
    updateSettings: async ({ patch }: { patch: object }) => {
      settings = { ...settings, ...patch }
      emit('settingsChanged', settings)
      return settings
    },
    runSync: async ({ workerId }: { workerId: string }) => ({ workerId, ran: true }),
    removeWorker: async () => {
      throw new TypeError('nobody foresaw this')
    },
  }
  return {
    // Only the calls of the script are made; the shell itself uses no others.
    handlers: answers as unknown as AppHandlers,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    serve: async () => new Response('no picture', { status: 404 }),
    setAttentive: () => undefined,
    suspended: () => undefined,
    resumed: () => undefined,
    imagePath: async () => null,
    imagePng: async () => null,
    writeSheet: async () => ({ scale: 1 }),
    syncCommand: () => 'rsync -a models/ 192.0.2.7:models/',
  }
}
