import type { Command } from 'commander'
import { say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { registerImport } from './import-command.ts'
import type { AddOptions, StoreOptions } from './workers.ts'

/** `workers list | compare | add | remove | import`: the machines the panel and the command line share. */
export function registerWorkers(program: Command, context: CommandContext): void {
  const workers = program.command('workers').description(say('cli.workers'))
  const shared = (command: Command) =>
    command.option('--config <DIR>', say('cli.option.config')).option('--json', say('cli.option.json'))

  shared(workers.command('list').description(say('cli.workers-list'))).action(
    async (options: StoreOptions) => {
      const { listWorkers } = await import('./workers.ts')
      await listWorkers(options, context)
    },
  )

  shared(workers.command('compare').description(say('cli.workers-compare'))).action(
    async (options: StoreOptions) => {
      const { compareWorkers } = await import('./compare-workers.ts')
      await compareWorkers(options, context)
    },
  )

  shared(
    workers
      .command('add')
      .argument('<url>', say('cli.argument.url'))
      .option('--name <name>', say('cli.add-option.name'))
      .option('--insecure', say('cli.add-option.insecure'))
      .option('--reserve', say('cli.add-option.reserve'))
      .option('--store-password-in-clear', say('cli.add-option.clear'))
      .description(say('cli.workers-add')),
  ).action(async (url: string, options: AddOptions) => {
    const { addWorker } = await import('./workers.ts')
    await addWorker(url, options, context)
  })

  shared(
    workers
      .command('remove')
      .argument('<name>', say('cli.argument.name'))
      .description(say('cli.workers-remove')),
  ).action(async (name: string, options: StoreOptions) => {
    const { removeWorker } = await import('./workers.ts')
    await removeWorker(name, options, context)
  })

  registerImport(workers, context)
}
