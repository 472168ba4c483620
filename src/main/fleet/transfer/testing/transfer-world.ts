import type { WorkerId } from '../../../../shared/ids.ts'
import { WorkerId as WorkerIdSchema } from '../../../../shared/ids.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../../../shared/settings.ts'
import { DEFAULT_WORKER, WorkerConfig, type WorkerInput } from '../../../../shared/worker.ts'
import { TributaryError } from '../../../core/failure.ts'
import { normaliseWorkerUrl } from '../../worker-url.ts'
import { createTransfer, type ImportExtra, type Transfer } from '../transfer.ts'
import type { TransferWorker } from '../transfer-worker.ts'

/** A registry in memory behind a Transfer, strict as the real one: no name and no address twice. */
export interface TransferWorld {
  readonly transfer: Transfer
  readonly workers: TransferWorker[]
  readonly passwords: Map<WorkerId, string>
  settings: Settings
  /** refuses passwords, as where the system has no keyring */
  keyring: boolean
  /** what was asked of the registry, in order */
  readonly calls: string[]
  add(input: WorkerInput, extra?: ImportExtra): WorkerId
}

export function transferWorld(): TransferWorld {
  let ids = 0
  const newId = () => `id-${++ids}`

  const keepPassword = (id: WorkerId, password: string | null | undefined) => {
    if (password === undefined || password === null) return
    if (!world.keyring) throw new TributaryError('no-keyring', 'This system keeps no secrets.')
    world.passwords.set(id, password)
  }
  const refuseTaken = (config: WorkerConfig) => {
    const others = world.workers.map((worker) => worker.config).filter(({ id }) => id !== config.id)
    const name = config.name.toLowerCase()
    if (others.some((other) => other.url === config.url || other.name.toLowerCase() === name))
      throw new TributaryError('bad-request', `${config.name} is there already.`)
  }

  const world: TransferWorld = {
    workers: [],
    passwords: new Map(),
    settings: structuredClone(DEFAULT_SETTINGS),
    keyring: true,
    calls: [],
    add(input, extra = { benchmark: null }) {
      const id = WorkerIdSchema.parse(newId())
      const { password, clearTextPassword: _, ...fields } = input
      const config = WorkerConfig.parse({
        name: normaliseWorkerUrl(input.url).suggestedName,
        ...DEFAULT_WORKER,
        colour: 0,
        ...fields,
        id,
        url: normaliseWorkerUrl(input.url).url,
      })
      refuseTaken(config)
      keepPassword(id, password)
      world.workers.push({
        config,
        benchmark: extra.benchmark,
        simulated: false,
        hasPassword: password != null,
      })
      return id
    },
    transfer: createTransfer({
      workers: () => world.workers,
      password: (id) => world.passwords.get(id) ?? null,
      settings: {
        get: () => world.settings,
        update: (patch) => {
          world.settings = { ...world.settings, ...patch } as Settings
        },
      },
      newId,
      apply: {
        async add(input, extra) {
          world.calls.push(`add ${input.name}`)
          world.add(input, extra)
        },
        async update(id, input, extra) {
          world.calls.push(`update ${input.name}`)
          const at = world.workers.findIndex(({ config }) => config.id === id)
          const before = world.workers[at]
          if (before === undefined) throw new TributaryError('not-found', 'gone')
          const { password, clearTextPassword: _, ...fields } = input
          const config = WorkerConfig.parse({ ...before.config, ...fields })
          refuseTaken(config)
          keepPassword(id, password)
          world.workers[at] = {
            config,
            simulated: before.simulated,
            hasPassword: before.hasPassword || password != null,
            benchmark: extra.benchmark ?? before.benchmark,
          }
        },
      },
    }),
  }
  return world
}
