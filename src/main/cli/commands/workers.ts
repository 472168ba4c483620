import { type MessageKey, reason } from '../../../shared/words/catalogue.ts'
import { speedWords } from '../../../shared/words/format-speed.ts'
import { say } from '../../../shared/words/say.ts'
import type { Lane, WorkerView } from '../../../shared/worker.ts'
import { TributaryError } from '../../core/failure.ts'
import type { CommandContext } from '../command-context.ts'
import { columns } from '../console/columns.ts'
import { EXIT } from '../console/exit-codes.ts'
import { workerStateWords } from '../console/worker-state-words.ts'
import { reasonJson } from '../job/reason-json.ts'
import { openCliApp } from '../session/open-app.ts'

/** Options of every command that is about the list of machines. */
export interface StoreOptions {
  config?: string
  json?: boolean
}

export interface AddOptions extends StoreOptions {
  name?: string
  insecure?: boolean
  reserve?: boolean
  storePasswordInClear?: boolean
}

/** Lists the machines, each looked at once. */
export async function listWorkers(options: StoreOptions, context: CommandContext): Promise<void> {
  await using session = await openCliApp(ofList(options), context, { look: true })
  const views = session.app.fleet.views()
  if (views.length === 0) context.io.say(say('cli.no-machines'))
  for (const view of views) context.io.say(line(view))
  if (options.json) context.io.result(JSON.stringify({ workers: views.map(summary) }))
}

/** Remembers a machine, and says what is found at its address. */
export async function addWorker(url: string, options: AddOptions, context: CommandContext): Promise<void> {
  await using session = await openCliApp(ofList(options), context, {
    clearTextPasswords: options.storePasswordInClear === true,
  })
  const view = await session.app.handlers.addWorker({
    input: {
      url,
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(options.insecure ? { tls: { kind: 'insecure' as const } } : {}),
      ...(options.reserve ? { lane: 'reserve' as const } : {}),
    },
  })
  await session.look()
  const now = session.app.fleet.view(view.config.id) ?? view
  context.io.say(say('cli.added', { machine: line(now).trim() }))
  if (options.json) context.io.result(JSON.stringify({ worker: summary(now) }))
}

/** Forgets a machine. Throws `not-found` when none has that name or address. */
export async function removeWorker(
  name: string,
  options: StoreOptions,
  context: CommandContext,
): Promise<void> {
  await using session = await openCliApp(ofList(options), context)
  const view = session.app.fleet
    .views()
    .find(({ config }) => config.name === name || config.url === name.replace(/\/+$/, ''))
  if (view === undefined)
    throw new TributaryError(
      'not-found',
      reason('cli.no-such-worker', { worker: name }),
      reason('cli.no-such-worker.remedy'),
    )
  await session.app.handlers.removeWorker({ workerId: view.config.id })
  context.io.say(say('cli.forgot', { worker: view.config.name }))
  if (options.json) context.io.result(JSON.stringify({ removed: summary(view) }))
  context.exitWith(EXIT.done)
}

/** A session about the list itself, which may be empty. */
export const ofList = (options: StoreOptions) => ({
  ...options,
  timeScale: 1,
  speeds: 'measured' as const,
  stored: true,
})

const LANES = {
  active: 'cli.lane-active',
  reserve: 'cli.lane-reserve',
  off: 'cli.lane-off',
} as const satisfies Record<Lane, MessageKey>

function line({ config, benchmark, state, problem }: WorkerView): string {
  const stands = workerStateWords(state)
  return columns(
    [config.name, 16],
    [config.url, 32],
    [benchmark === null ? say('cli.not-measured') : speedWords(benchmark.ipm), 14],
    [say(LANES[config.lane]), 8],
    [problem === null ? stands : say('cli.machine-state', { state: stands, problem: problem.message })],
  )
}

function summary({ config, benchmark, state, capabilities, problem }: WorkerView) {
  return {
    name: config.name,
    url: config.url,
    lane: config.lane,
    ipm: benchmark?.ipm ?? null,
    state,
    kind: capabilities?.kind ?? null,
    checkpoint: capabilities?.loadedCheckpoint ?? null,
    ...(problem === null ? {} : reasonJson(problem.message)),
  }
}
