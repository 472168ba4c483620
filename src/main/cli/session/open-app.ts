import { randomUUID } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import type { WorkerId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import { type App, createApp } from '../../app/app.ts'
import { problemOf, TributaryError } from '../../core/failure.ts'
import type { PasswordStore, WorkerStore } from '../../core/worker-store.ts'
import { openConfStores } from '../../settings/conf-files.ts'
import { makeFolder } from '../../system/make-folder.ts'
import type { CommandContext } from '../command-context.ts'
import type { FleetOptions } from '../options/fleet-options.ts'
import { openNamedStore } from './named-store.ts'
import { forgetfulStore, memoryPasswords, namedWorkerStore } from './named-workers.ts'
import { picturesFolder } from './pictures-folder.ts'
import { userDataOf } from './user-data.ts'
import { watchMeasuring } from './watch-measuring.ts'

/** An app opened for one command. */
export interface CliSession extends AsyncDisposable {
  readonly app: App
  /** Stores into this folder from now on; null: the panel's own. Throws `storage-denied` when it will not do. */
  storeIn(folder: string | null): void
  /** Waits until every machine was looked at once, or the command is to end. */
  look(): Promise<void>
  /** Measures these machines side by side and shows how it goes. */
  measure(ids: readonly WorkerId[]): Promise<void>
}

/** What still runs when a command is done is given up; so much, real ms, for each part to close in order. */
const CLOSING_MS = 100

/** A machine that is switched on answers within this, real ms. */
const LOOK_MS = 15_000

interface SessionOptions {
  /** where the pictures go, null: where the panel's go; checked, and made where it is missing. Absent: the command stores none, or `storeIn` will tell */
  readonly outputFolder?: string | null
  /** wait for the first look at the machines even where there may be none */
  readonly look?: boolean
  /** the user allowed passwords in clear in the settings file */
  readonly clearTextPasswords?: boolean
}

/**
 * Opens the parts the panel has, without a window, for the machines the options name. Throws bad-request when there is no machine
 * to work with and the command is not about the list of machines itself.
 */
export async function openCliApp(
  options: FleetOptions & { stored?: boolean },
  context: CommandContext,
  session: SessionOptions = {},
): Promise<CliSession> {
  const { io, signal } = context
  const userData = userDataOf(options)
  const stores = openConfStores(userData)
  const { workers, passwords } = machinesOf(options, userData, stores, session, io)
  const problems: string[] = []
  let outputFolder = session.outputFolder ?? null
  const app = await createApp({
    userData,
    pictures: picturesFolder(),
    // Asked for each picture: that of a job to be resumed is known only when the index is open.
    get outputFolder() {
      return outputFolder
    },
    timeScale: options.timeScale,
    appVersion: 'command line',
    runtime: `node ${process.versions.node}`,
    log: {
      info: () => undefined,
      error: (what, error) =>
        problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`),
    },
    settings: stores.settings,
    workers,
    passwords,
    ...(context.files === undefined ? {} : { files: context.files }),
  })
  for (const what of stores.found) io.complain(inWords(what))
  const look = () => Promise.race([app.fleet.settled(LOOK_MS), aborted(signal)])
  const close = async () => {
    await app.stop(CLOSING_MS)
    for (const problem of problems) io.complain(problem)
  }
  try {
    if (session.outputFolder !== undefined) checkFolder(app.outputFolder())
    await app.start({ resume: false })
    if (options.demo) await app.demo.start({ asNamed: options.speeds === 'as-named' })
    if (!options.stored && app.fleet.views().length === 0) {
      throw new TributaryError(
        'bad-request',
        reason('cli.no-machine-given'),
        reason('cli.no-machine-given.remedy'),
      )
    }
    if (!options.stored || session.look) await look()
  } catch (error) {
    await close()
    throw error
  }

  const measure = async (ids: readonly WorkerId[]) => {
    if (ids.length === 0) return
    using _ = watchMeasuring(app, ids, io)
    const cancel = () => app.fleet.cancelBenchmark(ids)
    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) cancel()
    try {
      await app.fleet.measure(ids)
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }
  return {
    app,
    storeIn(folder) {
      outputFolder = folder
      checkFolder(app.outputFolder())
    },
    look,
    measure,
    [Symbol.asyncDispose]: close,
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

function machinesOf(
  options: FleetOptions,
  userData: string,
  stores: { workers: WorkerStore; passwords: PasswordStore },
  session: SessionOptions,
  io: CommandContext['io'],
): { workers: WorkerStore; passwords: PasswordStore } {
  const named = options.worker ?? []
  if (named.length > 0 && options.demo) throw new TributaryError('bad-request', reason('cli.demo-or-worker'))
  if (options.demo) return { workers: forgetfulStore, passwords: memoryPasswords() }
  if (named.length > 0) {
    const passwords = memoryPasswords()
    const tls = options.insecure ? ({ kind: 'insecure' } as const) : ({ kind: 'verify' } as const)
    const remembered = openNamedStore(userData, (what) => io.complain(inWords(what)))
    return {
      passwords,
      workers: namedWorkerStore(named, {
        tls,
        remembered,
        board: stores.workers,
        passwords,
        newId: randomUUID,
      }),
    }
  }
  const { passwords } = stores
  if (!session.clearTextPasswords) return stores
  return {
    workers: stores.workers,
    passwords: {
      get: (id) => passwords.get(id),
      set: (id, password) => passwords.set(id, password, { clearText: true }),
    },
  }
}

/** Says at once, and not after the first batch, that a folder will not do. */
function checkFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new TributaryError(
      'storage-denied',
      reason('cli.folder-refused', { folder, error: problemOf(error).message }),
      reason('cli.choose-out'),
      { cause: error },
    )
  }
}
