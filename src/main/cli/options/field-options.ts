import type { Command } from 'commander'
import type { ExtraFields } from '../../../shared/extra-fields.ts'
import type { Refiner } from '../../../shared/generation.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { REQUEST_FIELDS as FIELDS } from '../../../shared/request-fields.ts'
import { say } from '../../../shared/words/say.ts'
import {
  collectOverride,
  collectText,
  jsonObject,
  numberWithin,
  pictureSize,
  refinerAt,
  targetSize,
  wholeNumber,
} from './arguments.ts'

/** Options for what requests have beside the common fields, and for where a request comes from. */
export interface FieldOptions {
  vae?: string
  clipSkip?: number
  subseed?: number
  subseedStrength?: number
  style?: string[]
  refiner?: Refiner
  restoreFaces?: boolean
  faceRestorer?: string
  tiling?: boolean
  saveOnWorker?: boolean
  seedResize?: { width: number; height: number }
  override?: ExtraFields
  extra?: ExtraFields
  /** an always-on one by its title, or `{name, args}` */
  script?: ExtraFields
  hiresScale?: number
  hiresSize?: { width: number; height: number }
  hiresUpscaler?: string
  hiresSteps?: number
  hiresDenoise?: number
  hiresCheckpoint?: string
  hiresSampler?: string
  hiresScheduler?: string
  hiresPrompt?: string
  hiresNegative?: string
  /** file with a body, `-`: standard input */
  body?: string
  /** picture or text with an infotext */
  from?: string
}

export function addFieldOptions(command: Command): Command {
  const { seed } = LIMITS
  addHiresOptions(command)
  return command
    .option(`--${FIELDS.vae.flag} <name>`, say('cli.option.vae'))
    .option(`--${FIELDS.clipSkip.flag} <layers>`, say('cli.option.clip-skip'), wholeNumber(1, 12))
    .option(`--${FIELDS.subseed.flag} <number>`, say('cli.option.subseed'), wholeNumber(seed.min, seed.max))
    .option(
      `--${FIELDS.subseedStrength.flag} <number>`,
      say('cli.option.subseed-strength'),
      numberWithin(0, 1),
    )
    .option(`--${FIELDS.styles.flag} <name>`, say('cli.option.style'), collectText)
    .option(`--${FIELDS.refiner.flag} <name[@share]>`, say('cli.option.refiner'), refinerAt)
    .option(`--${FIELDS.restoreFaces.flag}`, say('cli.option.restore-faces'))
    .option('--face-restorer <name>', say('cli.option.face-restorer'))
    .option(`--no-${FIELDS.restoreFaces.flag}`, say('cli.option.no-restore-faces'))
    .option(`--${FIELDS.tiling.flag}`, say('cli.option.tiling'))
    .option(`--no-${FIELDS.tiling.flag}`, say('cli.option.no-tiling'))
    .option(`--${FIELDS.saveOnWorker.flag}`, say('cli.option.save-on-worker'))
    .option(`--no-${FIELDS.saveOnWorker.flag}`, say('cli.option.no-save-on-worker'))
    .option(`--${FIELDS.seedResize.flag} <WxH>`, say('cli.option.seed-resize'), pictureSize)
    .option(`--${FIELDS.overrides.flag} <key=value>`, say('cli.option.override'), collectOverride)
    .option(`--${FIELDS.extra.flag} <json>`, say('cli.option.extra'), jsonObject)
    .option('--script <json>', say('cli.option.script'), jsonObject)
    .option('--body <FILE>', say('cli.option.body'))
    .option('--from <FILE>', say('cli.option.from'))
}

function addHiresOptions(command: Command): Command {
  return command
    .option('--hires-scale <factor>', say('cli.option.hires-scale'), numberWithin(1, 4))
    .option('--hires-size <WxH>', say('cli.option.hires-size'), targetSize)
    .option('--hires-upscaler <name>', say('cli.option.hires-upscaler'))
    .option('--hires-steps <number>', say('cli.option.hires-steps'), wholeNumber(0, LIMITS.steps.max))
    .option('--hires-denoise <number>', say('cli.option.hires-denoise'), numberWithin(0, 1))
    .option('--hires-checkpoint <name>', say('cli.option.hires-checkpoint'))
    .option('--hires-sampler <name>', say('cli.option.hires-sampler'))
    .option('--hires-scheduler <label>', say('cli.option.hires-scheduler'))
    .option('--hires-prompt <text>', say('cli.option.hires-prompt'))
    .option('--hires-negative <text>', say('cli.option.hires-negative'))
}
