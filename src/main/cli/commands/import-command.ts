import type { Command } from 'commander'
import { say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import type { ImportOptions } from './import.ts'

/** `workers import`: shows what a file would bring, and with --yes does it. */
export function registerImport(workers: Command, context: CommandContext): void {
  workers
    .command('import')
    .argument('<file>', say('cli.argument.file'))
    .option('--yes', say('cli.import-option.yes'))
    .option('--settings', say('cli.import-option.settings'))
    .option('--store-password-in-clear', say('cli.import-option.clear'))
    .option('--config <DIR>', say('cli.option.config'))
    .option('--json', say('cli.option.json'))
    .description(say('cli.workers-import'))
    .action(async (file: string, options: ImportOptions) => {
      const { importWorkers } = await import('./import.ts')
      await importWorkers(file, options, context)
    })
}
