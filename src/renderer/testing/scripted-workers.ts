import type { CallName, CallRequest, CallResponse, EventArguments } from '../../shared/contract.ts'
import { WorkerId } from '../../shared/ids.ts'
import type { ImportPreview } from '../../shared/transfer.ts'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import type { Lane, WorkerInput, WorkerView } from '../../shared/worker.ts'
import type { Discovery, SyncRun } from '../../shared/worker-activity.ts'
import { workerFixture } from './fixtures.ts'
import { probeScript } from './scripted-probe.ts'

type Answers = {
  [Name in CallName]?: (request: CallRequest<Name>) => CallResponse<Name> | Promise<CallResponse<Name>>
}

/** The workers of a script, as its answers share them. */
export interface ScriptedWorkers {
  read(): WorkerView[]
  write(workers: WorkerView[]): void
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Answers about machines that behave as the real ones, without any machine. */
export function workerAnswers(fleet: ScriptedWorkers, emit: (event: EventArguments) => void): Answers {
  const removed = new Map<WorkerId, WorkerView>()
  const find = (id: string) => {
    const worker = fleet.read().find(({ config }) => config.id === id)
    if (!worker) throw new Error('This machine is no longer on the board.')
    return worker
  }
  const change = (id: string, patch: Partial<WorkerView>): WorkerView => {
    const worker = { ...find(id), ...patch }
    fleet.write(fleet.read().map((each) => (each.config.id === id ? worker : each)))
    emit(['workerChanged', structuredClone(worker)])
    return worker
  }
  const arrange = () => emit(['workersArranged', fleet.read().map(({ config }) => config.id)])
  const add = (input: WorkerInput): WorkerView => {
    const url = input.url.includes('://') ? input.url : `http://${input.url}`
    const name = input.name ?? new URL(url).hostname
    if (fleet.read().some(({ config }) => config.name === name))
      throw new Error(`There is a worker named ${name} already.`)
    const worker = workerFixture(`w-${name}`, {
      config: { name, url, lane: input.lane ?? 'active', colour: input.colour ?? fleet.read().length },
      hasPassword: typeof input.password === 'string',
      benchmark: null,
      memory: null,
      simulated: false,
    })
    fleet.write([...fleet.read(), worker])
    emit(['workerChanged', worker])
    return worker
  }
  return {
    addWorker: async ({ input }) => {
      await sleep(200)
      return add(input)
    },
    updateWorker: ({ workerId, input }) => {
      const { config } = find(workerId)
      const { password, clearTextPassword: _, url, ...rest } = input
      return change(workerId, {
        config: {
          ...config,
          ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
          url,
        },
        hasPassword: password === null ? false : password !== undefined || find(workerId).hasPassword,
      })
    },
    removeWorker: ({ workerId }) => {
      const worker = find(workerId)
      removed.set(worker.config.id, worker)
      fleet.write(fleet.read().filter(({ config }) => config.id !== workerId))
      emit(['workerRemoved', { workerId: worker.config.id }])
      return {}
    },
    restoreWorker: ({ workerId }) => {
      const worker = removed.get(WorkerId.parse(workerId))
      if (!worker) throw new Error('This machine is no longer on the board.')
      fleet.write([...fleet.read(), worker])
      emit(['workerChanged', worker])
      return worker
    },
    moveWorker: ({ workerId, lane, position }) => {
      const worker = find(workerId)
      fleet.write(placed(fleet.read(), worker, lane, position))
      const state = lane === 'off' ? 'off' : worker.state === 'off' ? 'idle' : worker.state
      change(workerId, { config: { ...worker.config, lane }, state })
      arrange()
      return {}
    },
    probeAddress: ({ input }) =>
      probeScript(input.url, input.tls ?? { kind: 'verify' }, input.password ?? null),
    refreshWorker: async ({ workerId }) => {
      await sleep(400)
      return change(workerId, { state: 'idle', problem: null, nextTryAt: null })
    },
    startBenchmark: ({ workerIds }) => {
      const chosen = fleet
        .read()
        .filter(
          ({ config, state }) => state !== 'off' && (workerIds === null || workerIds.includes(config.id)),
        )
      for (const { config } of chosen) {
        measure(config.id, find, change).catch(() => {
          // It was removed meanwhile: there is nothing left to measure.
        })
      }
      return {}
    },
    cancelBenchmark: () => {
      for (const { config, benchmarkProgress } of fleet.read())
        if (benchmarkProgress) change(config.id, { benchmarkProgress: null, state: 'idle' })
      return {}
    },
    refreshModels: () => ({}),
    interruptWorker: () => ({}),
    unloadCheckpoint: () => ({}),
    openWorkerPage: () => ({}),
    restartWorker: async ({ workerId }) => {
      change(workerId, {
        state: 'unavailable',
        problem: { kind: 'not-ready', message: plainText('It restarts.'), remedy: null, field: null },
      })
      await sleep(2500)
      return change(workerId, { state: 'idle', problem: null })
    },
    loadCheckpointEverywhere: async ({ checkpoint }) => {
      await sleep(900)
      return fleet.read().map(({ config, state }) => ({
        workerId: config.id,
        name: config.name,
        ...(state === 'idle'
          ? { outcome: 'loaded' as const, reason: null }
          : {
              outcome: 'skipped' as const,
              reason: plainText(
                state === 'working' ? 'is working on a job' : `is not there for ${checkpoint}`,
              ),
            }),
      }))
    },
    startDiscovery: ({ scope }) => discover(scope, emit),
    cancelDiscovery: () => ({}),
    runSync: ({ workerId }) => sync(find(workerId), emit),
    cancelSync: () => ({}),
    previewImport: ({ source }) => preview(source.text, fleet.read()),
    applyImport: async ({ keys }) => {
      await sleep(300)
      for (const key of keys)
        if (key < 2) add({ url: `http://10.1.0.${key + 1}:7860`, name: `imported-${key + 1}` })
      return {
        added: keys.filter((key) => key < 2).length,
        changed: keys.filter((key) => key === 2).length,
        withoutPassword: [],
      }
    },
    exportWorkers: ({ format }) => ({ fileName: `${format}.json`, text: '{}' }),
    saveExport: () => ({ file: 'tributary-workers.json' }),
  }
}

function placed(workers: WorkerView[], worker: WorkerView, lane: Lane, position: number): WorkerView[] {
  const others = workers.filter(({ config }) => config.id !== worker.config.id)
  const next = others.filter(({ config }) => config.lane === lane)[position]
  const at = next ? others.indexOf(next) : others.length
  return [...others.slice(0, at), worker, ...others.slice(at)]
}

async function measure(
  id: WorkerId,
  find: (id: string) => WorkerView,
  change: (id: string, patch: Partial<WorkerView>) => WorkerView,
): Promise<void> {
  const ipm = find(id).benchmark?.ipm ?? 12
  change(id, {
    state: 'benchmarking',
    benchmarkProgress: { phase: 'loading', run: 1, runs: 1, fraction: 0, ipmSoFar: null },
  })
  for (let run = 1; run <= 3; run++) {
    await sleep(900)
    if (!find(id).benchmarkProgress) return
    change(id, {
      benchmarkProgress: {
        phase: 'measuring',
        run,
        runs: 3,
        fraction: run / 4,
        ipmSoFar: run === 1 ? null : ipm,
      },
    })
  }
  await sleep(900)
  if (find(id).benchmarkProgress)
    change(id, {
      state: 'idle',
      benchmarkProgress: null,
      benchmark: {
        ipm,
        minIpm: ipm - 0.2,
        maxIpm: ipm + 0.2,
        at: Date.now(),
        checkpoint: 'dreamshaper_8',
        version: 'v1.10.1',
      },
    })
}

function discover(scope: Discovery['scope'], emit: (event: EventArguments) => void): Discovery {
  const total = scope === 'machine' ? 10 : 2540
  const found: Discovery['found'] = [
    {
      url: 'http://127.0.0.1:7860',
      kind: 'a1111',
      version: 'v1.10.1',
      checkpoint: 'dreamshaper_8',
      needsPassword: false,
      problem: null,
      knownAs: 'master',
    },
    {
      url: 'http://127.0.0.1:7861',
      kind: 'forge',
      version: 'f2.0.1',
      checkpoint: 'sd_xl_base_1.0',
      needsPassword: false,
      problem: null,
      knownAs: null,
    },
    ...(scope === 'network'
      ? [
          {
            url: 'http://192.168.1.60:7860',
            kind: 'sdnext' as const,
            version: null,
            checkpoint: null,
            needsPassword: true,
            problem: {
              kind: 'auth' as const,
              message: plainText('192.168.1.60:7860 asks for a password.'),
              remedy: plainText('Enter the user name and password given to its --api-auth.'),
              field: null,
            },
            knownAs: null,
          },
        ]
      : []),
  ]
  const view = (step: number): Discovery => ({
    scope,
    running: step < 10,
    checked: Math.round((total * step) / 10),
    total,
    found: found.slice(0, Math.ceil((found.length * step) / 10)),
    problem: null,
  })
  let step = 0
  const timer = setInterval(() => {
    emit(['discoveryChanged', view(++step)])
    if (step === 10) clearInterval(timer)
  }, 150)
  return view(0)
}

function sync({ config }: WorkerView, emit: (event: EventArguments) => void): SyncRun {
  const host = new URL(config.url).hostname
  const command = config.syncCommand.replaceAll('{host}', host).replaceAll('{name}', config.name)
  const lines = [
    'sending incremental file list',
    'Stable-diffusion/',
    'Stable-diffusion/dreamshaper_8.safetensors',
    '  2,132,625,894 100%  112.41MB/s    0:00:18',
    'sent 2,133,147,020 bytes  received 58 bytes',
  ]
  const view = (count: number): SyncRun => ({
    workerId: config.id,
    running: count < lines.length,
    command,
    lines: lines.slice(0, count),
    exitCode: count < lines.length ? null : 0,
    problem: null,
  })
  let count = 0
  const timer = setInterval(() => {
    emit(['syncChanged', view(++count)])
    if (count === lines.length) clearInterval(timer)
  }, 250)
  return view(0)
}

function preview(text: string, workers: readonly WorkerView[]): ImportPreview {
  if (!/[.:{]/.test(text)) throw new Error('There is no address in this text.')
  const [first] = workers
  const config = text.trimStart().startsWith('{')
  return {
    token: `preview-${text.length}`,
    format: config ? 'distributed-config' : 'addresses',
    entries: [
      {
        key: 0,
        action: 'add',
        name: 'imported-1',
        url: 'http://10.1.0.1:7860',
        details: [
          reason('transfer.brings.speed', { value: reason('format.images-per-minute', { speed: '13.2' }) }),
          reason('transfer.brings.pixelCap', { value: '1048576' }),
        ],
        reason: null,
        hasPassword: false,
      },
      {
        key: 1,
        action: 'add',
        name: 'imported-2',
        url: 'https://10.1.0.2:7860/sd',
        details: [reason('transfer.brings.certificate', { value: reason('transfer.certificate-unchecked') })],
        reason: null,
        hasPassword: true,
      },
      ...(first
        ? [
            {
              key: 2,
              action: 'change' as const,
              name: first.config.name,
              url: first.config.url,
              details: [
                reason('transfer.change.maxBatch', { from: reason('transfer.none'), to: '4' }),
                reason('transfer.change.lane', { from: 'active', to: 'reserve' }),
              ],
              reason: null,
              hasPassword: false,
            },
          ]
        : []),
      {
        key: 3,
        action: 'skip',
        name: 'argon',
        url: 'https://fake.local:7860',
        details: [],
        reason: reason('transfer.nothing-differs'),
        hasPassword: false,
      },
    ],
    settings: config
      ? [{ label: reason('transfer.setting.graceSeconds'), from: plainText('3 s'), to: plainText('6 s') }]
      : [],
    warnings: config ? [reason('transfer.benchmark-unusable')] : [],
  }
}
