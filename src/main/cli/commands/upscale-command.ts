import type { Command } from 'commander'
import { PRIORITIES } from '../../../shared/priority.ts'
import { UPSCALE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { say } from '../../../shared/words/say.ts'
import type { CommandContext } from '../command-context.ts'
import { largerSize, numberWithin, oneOf } from '../options/arguments.ts'
import { addFleetOptions } from '../options/fleet-options.ts'
import { addStoringOptions } from '../options/storing-options.ts'
import type { UpscaleOptions } from './upscale.ts'

const share = numberWithin(0, 1)

/** `upscale`: pictures made larger. */
export function registerUpscale(program: Command, context: CommandContext): void {
  const command = program
    .command('upscale')
    .description(say('cli.upscale'))
    .argument('<files...>', say('cli.argument.pictures'))
    .requiredOption('--upscaler <name>', say('cli.upscale-option.upscaler'))
    .option('--scale <factor>', say('cli.upscale-option.scale'), numberWithin(1, 8), UPSCALE_DEFAULTS.scale)
    .option('--size <WxH>', say('cli.upscale-option.size'), largerSize)
    .option('--crop', say('cli.upscale-option.crop'))
    .option('--second-upscaler <name>', say('cli.upscale-option.second-upscaler'))
    .option('--second-visibility <number>', say('cli.upscale-option.second-visibility'), share, 0.5)
    .option('--gfpgan <number>', say('cli.upscale-option.gfpgan'), share, 0)
    .option('--codeformer <number>', say('cli.upscale-option.codeformer'), share, 0)
    .option('--codeformer-weight <number>', say('cli.upscale-option.codeformer-weight'), share, 0)
    .option('--upscale-first', say('cli.upscale-option.upscale-first'))
    .option('--plan', say('cli.upscale-option.plan'))
    .option('--priority <which>', say('cli.option.priority'), oneOf(...PRIORITIES), 'normal')
  addFleetOptions(addStoringOptions(command, say('cli.option.out'))).action(
    async (files: string[], options: UpscaleOptions) => {
      const { upscale } = await import('./upscale.ts')
      await upscale(files, options, context)
    },
  )
}
