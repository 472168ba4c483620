import { WorkerId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { TlsPolicy } from '../../../shared/worker.ts'
import { DEFAULT_WORKER } from '../../../shared/worker.ts'
import { TributaryError } from '../../core/failure.ts'
import { freshSpeed } from '../../core/speed/model.ts'
import type { PasswordStore, StoredWorker, WorkerStore } from '../../core/worker-store.ts'
import { normaliseWorkerUrl } from '../../fleet/worker-url.ts'
import type { WorkerArgument } from '../options/arguments.ts'

/** Passwords of machines named on the command line: in memory, gone with the process. */
export function memoryPasswords(): PasswordStore {
  const known = new Map<WorkerId, string>()
  return {
    get: (id) => known.get(id) ?? null,
    set(id, password) {
      if (password === null) known.delete(id)
      else known.set(id, password)
    },
  }
}

/**
 * The machines named by `--worker` as the registry's store: what was measured at an address in an earlier run, or on the board, is
 * remembered with it; the board itself stays as it is. Throws bad-request for an address that is none or is given twice.
 */
export function namedWorkerStore(
  named: readonly WorkerArgument[],
  options: {
    tls: TlsPolicy
    /** where measurements of named machines are kept */
    remembered: WorkerStore
    /** the board */
    board: WorkerStore
    passwords: PasswordStore
    newId: () => string
  },
): WorkerStore {
  const remembered = options.remembered.load()
  const board = options.board.load()
  const workers: StoredWorker[] = []
  for (const [colour, argument] of named.entries()) {
    const { url, user, password, suggestedName } = normaliseWorkerUrl(argument.url)
    const known = [...remembered, ...board].find(({ config }) => config.url === url)
    const names = new Set(workers.map(({ config }) => config.name))
    const name = argument.name ?? suggestedName
    if (names.has(name) || workers.some(({ config }) => config.url === url)) {
      const what = reason('cli.given-twice', { worker: argument.name ?? url })
      throw new TributaryError('bad-request', what, null, { field: 'worker' })
    }
    const id = known?.config.id ?? WorkerId.parse(options.newId())
    options.passwords.set(id, password)
    workers.push({
      speed: known?.speed ?? freshSpeed(),
      history: known?.history ?? [],
      config: {
        ...DEFAULT_WORKER,
        ...known?.config,
        id,
        name,
        url,
        user,
        colour,
        lane: 'active',
        tls: options.tls,
      },
    })
  }
  return {
    load: () => workers,
    save(current) {
      const urls = new Set(current.map(({ config }) => config.url))
      options.remembered.save([...remembered.filter(({ config }) => !urls.has(config.url)), ...current])
    },
  }
}

/** A store that starts empty and forgets: for the simulated fleet, which is never kept. */
export const forgetfulStore: WorkerStore = { load: () => [], save: () => undefined }
