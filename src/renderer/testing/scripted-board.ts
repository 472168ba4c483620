import type { EventArguments } from '../../shared/contract.ts'
import { BatchId, JobId } from '../../shared/ids.ts'
import { plainText } from '../../shared/words/catalogue.ts'
import type { Capabilities, WorkerView } from '../../shared/worker.ts'
import { CAPABILITIES, T0, workerFixture } from './fixtures.ts'

const GIGABYTE = 1024 ** 3
const DAY_MS = 86_400_000

const record = (ipm: number, daysAgo: number, checkpoint = 'dreamshaper_8') => ({
  ipm,
  minIpm: ipm * 0.985,
  maxIpm: ipm * 1.015,
  at: Date.now() - daysAgo * DAY_MS,
  checkpoint,
  version: 'v1.10.1',
})

/** Puts a fleet into all the states that a card can show: lanes, a benchmark, trouble of several kinds, other people's work. */
export function boardFleet(workers: readonly WorkerView[]): WorkerView[] {
  const working = (worker: WorkerView, index: number): WorkerView => ({
    ...worker,
    benchmark: worker.benchmark && { ...worker.benchmark, at: Date.now() - 3 * DAY_MS },
    learnedIpm: index === 0 ? 19.2 : null,
    history: worker.history.map((each, step) => ({
      ...each,
      at: Date.now() - (worker.history.length - step) * 2 * DAY_MS,
      checkpoint: step < 5 ? 'v1-5-pruned-emaonly' : 'dreamshaper_8',
    })),
    config: {
      ...worker.config,
      ...(worker.config.name === 'laptop' ? { syncCommand: 'rsync -av ~/models/ {host}:sdwui/models/' } : {}),
    },
    working:
      worker.state === 'working'
        ? {
            jobId: JobId.parse('job-31'),
            batchId: BatchId.parse(`b-31-${index}`),
            doneOfJob: 2 + (index % 5),
            plannedOfJob: 8 + (index % 5),
          }
        : null,
  })
  const ready = workers.filter(({ state }) => state !== 'unavailable').map(working)
  const gone = workers.filter(({ state }) => state === 'unavailable')
  const placed = ready.map((worker, index): WorkerView => {
    if (worker.config.name === 'argon') {
      const checkpoints = (CAPABILITIES.checkpoints ?? []).slice(0, 1)
      return {
        ...worker,
        config: { ...worker.config, lane: 'reserve', user: 'robin' },
        hasPassword: true,
        capabilities: withCheckpoints(checkpoints),
      }
    }
    if (index > 3 && index % 9 === 5) return { ...worker, config: { ...worker.config, lane: 'reserve' } }
    if (index > 3 && index % 11 === 7) {
      return { ...worker, state: 'off', working: null, config: { ...worker.config, lane: 'off' } }
    }
    return index > 3 ? inSomeState(worker, index) : worker
  })
  return [
    ...placed,
    ...extras(),
    ...gone.map((worker) => ({ ...worker, history: worker.history.map((each) => each) })),
  ]
}

const withCheckpoints = (checkpoints: Capabilities['checkpoints']): Capabilities => ({
  ...CAPABILITIES,
  checkpoints,
})

/** Every few machines, one that is not simply at work. */
function inSomeState(worker: WorkerView, index: number): WorkerView {
  switch (index % 13) {
    case 4:
      return {
        ...worker,
        state: 'benchmarking',
        working: null,
        benchmarkProgress: { phase: 'warm-up', run: 1, runs: 2, fraction: 0.2, ipmSoFar: null },
      }
    case 8:
      return {
        ...worker,
        state: 'needs-sign-in',
        working: null,
        problem: {
          kind: 'auth',
          message: plainText('It asks for a user name and password.'),
          remedy: null,
          field: null,
        },
      }
    case 9:
      return { ...worker, capabilities: { ...CAPABILITIES, openToAll: true } }
    case 10:
      return { ...worker, state: 'loading-model', working: null }
    case 6:
      return {
        ...worker,
        state: 'idle',
        working: null,
        benchmark: record(0.0938, 2),
        history: [record(0.0931, 9), record(0.0938, 2)],
        learnedIpm: null,
        problem: {
          kind: 'server-error',
          message: plainText('It could not be measured. vae: out of memory.'),
          remedy: null,
          field: null,
        },
      }
    default:
      return worker
  }
}

function extras(): WorkerView[] {
  return [
    workerFixture('helium', {
      config: { url: 'http://192.168.1.9:7860', colour: 3 },
      state: 'benchmarking',
      benchmark: null,
      history: [
        record(13, 40),
        record(16, 30),
        record(18.5, 20),
        record(19, 12),
        record(18.8, 6),
        record(18.7, 1),
      ],
      benchmarkProgress: { phase: 'measuring', run: 2, runs: 3, fraction: 0.64, ipmSoFar: 18.7 },
      memory: { usedBytes: 4.1 * GIGABYTE, totalBytes: 10 * GIGABYTE },
    }),
    workerFixture('krypton', {
      config: { url: 'http://192.168.1.44:7861', colour: 5, lane: 'reserve' },
      capabilities: { ...CAPABILITIES, openToAll: true, loadedCheckpoint: 'sd_xl_base_1.0', kind: 'forge' },
      benchmark: record(9.4, 22),
      history: [record(9, 60), record(9.2, 40), record(9.4, 22)],
      busyElsewhere: {
        text: plainText('Somebody is using its web page, 40 % done'),
        untilAt: Date.now() + 41_000,
      },
      memory: { usedBytes: 5.2 * GIGABYTE, totalBytes: 8 * GIGABYTE },
    }),
    workerFixture('radon', {
      config: { url: 'http://10.0.0.77:7860', colour: 6, lane: 'off' },
      state: 'off',
      capabilities: null,
      benchmark: { ...record(7, 0), at: 0 },
      memory: null,
    }),
  ]
}

/** Tells of every machine four times a second, as a fleet at work does; each view a new object, as it comes over IPC. */
export function stirBoard(read: () => readonly WorkerView[], emit: (event: EventArguments) => void): void {
  let tick = 0
  setInterval(() => {
    tick++
    for (const [index, worker] of read().entries()) {
      if (worker.state !== 'working' || !worker.memory) continue
      const view = structuredClone(worker)
      const wave = Math.sin(tick / 7 + index)
      view.memory = { ...worker.memory, usedBytes: worker.memory.usedBytes * (1 + wave * 0.05) }
      if (view.working) view.working.doneOfJob = (tick + index) % (view.working.plannedOfJob + 1)
      emit(['workerChanged', view])
    }
    const batches = read().flatMap(({ working }, index) =>
      working
        ? [
            {
              id: working.batchId,
              fraction: ((tick * 0.04 + index * 0.13) % 1.04) / 1.04,
              hasPreview: false,
              predictedStartAt: T0,
              predictedEndAt: T0 + 10_000,
            },
          ]
        : [],
    )
    emit(['progressed', { jobId: JobId.parse('job-31'), etaSeconds: 20, etaSpreadSeconds: 2, batches }])
  }, 250)
}
