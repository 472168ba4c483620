import type { Command } from 'commander'
import { speedWords } from '../../../shared/words/format-speed.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { WorkerView } from '../../../shared/worker.ts'
import { TributaryError } from '../../core/failure.ts'
import type { CommandContext } from '../command-context.ts'
import { EXIT } from '../console/exit-codes.ts'
import { openCliApp } from '../session/open-app.ts'
import { registerImport } from './import-command.ts'

interface StoreOptions {
  config?: string
  json?: boolean
}

const fleetOf = (options: StoreOptions) => ({
  ...options,
  timeScale: 1,
  speeds: 'measured' as const,
  stored: true,
})

/** `workers list | add | remove | import`: the machines the panel and the command line share. */
export function registerWorkers(program: Command, context: CommandContext): void {
  const workers = program.command('workers').description('the machines that are remembered')
  const shared = (command: Command) =>
    command
      .option('--config <DIR>', 'where settings, workers and measurements live')
      .option('--json', 'end with one line of JSON on stdout')

  shared(workers.command('list').description('list them, with what was measured')).action(
    async (options: StoreOptions) => {
      await using session = await openCliApp(fleetOf(options), context, { look: true })
      const views = session.app.fleet.views()
      if (views.length === 0) context.io.say('No machines yet. Add one with: workers add URL')
      for (const view of views) context.io.say(line(view))
      if (options.json) context.io.result(JSON.stringify({ workers: views.map(summary) }))
    },
  )

  shared(
    workers
      .command('add')
      .argument(
        '<url>',
        'address, e.g. http://192.168.1.3:7860; name:address:port and user:password@ allowed',
      )
      .option('--name <name>', 'what to call it')
      .option('--insecure', 'do not check its certificate')
      .option('--reserve', 'only for bonus images and emergencies')
      .option('--store-password-in-clear', 'keep the password in the settings file, unprotected')
      .description('remember a machine'),
  ).action(
    async (
      url: string,
      options: StoreOptions & {
        name?: string
        insecure?: boolean
        reserve?: boolean
        storePasswordInClear?: boolean
      },
    ) => {
      await using session = await openCliApp(fleetOf(options), context, {
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
      context.io.say(`Added ${line(now).trim()}`)
      if (options.json) context.io.result(JSON.stringify({ worker: summary(now) }))
    },
  )

  shared(
    workers.command('remove').argument('<name>', 'its name or address').description('forget a machine'),
  ).action(async (name: string, options: StoreOptions) => {
    await using session = await openCliApp(fleetOf(options), context)
    const view = session.app.fleet
      .views()
      .find(({ config }) => config.name === name || config.url === name.replace(/\/+$/, ''))
    if (view === undefined)
      throw new TributaryError('not-found', `There is no machine called ${name}.`, 'See: workers list')
    await session.app.handlers.removeWorker({ workerId: view.config.id })
    context.io.say(`Forgot ${view.config.name}.`)
    if (options.json) context.io.result(JSON.stringify({ removed: summary(view) }))
    context.exitWith(EXIT.done)
  })

  registerImport(workers, context)
}

function line(view: WorkerView): string {
  const speed = view.benchmark === null ? 'not measured' : speedWords(view.benchmark.ipm)
  const state = view.problem === null ? view.state : `${view.state}: ${inWords(view.problem.message)}`
  return `  ${view.config.name.padEnd(16)} ${view.config.url.padEnd(32)} ${speed.padEnd(14)} ${view.config.lane.padEnd(8)} ${state}`
}

function summary(view: WorkerView) {
  return {
    name: view.config.name,
    url: view.config.url,
    lane: view.config.lane,
    ipm: view.benchmark?.ipm ?? null,
    state: view.state,
    kind: view.capabilities?.kind ?? null,
    checkpoint: view.capabilities?.loadedCheckpoint ?? null,
    ...(view.problem ? { reason: inWords(view.problem.message) } : {}),
  }
}
