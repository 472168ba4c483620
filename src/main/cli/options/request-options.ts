import { type Command, Option } from 'commander'
import type { EndTime } from '../../../shared/end-time.ts'
import type { ExtraFields } from '../../../shared/extra-fields.ts'
import type { PlanningMode } from '../../../shared/generation.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { REQUEST_DEFAULTS } from '../../../shared/request-defaults.ts'
import { REQUEST_FIELDS as FIELDS } from '../../../shared/request-fields.ts'
import { say } from '../../../shared/words/say.ts'
import { endTime, jsonObject, numberWithin, oneOf, pictureSize, wholeNumber } from './arguments.ts'

/** Options that say what to make. */
export interface RequestOptions {
  prompt?: string
  negative: string
  images: number
  mode: PlanningMode
  seed: number
  steps: number
  cfg: number
  size: { width: number; height: number }
  sampler: string
  scheduler: string
  checkpoint?: string
  stepScaling?: boolean
  until?: EndTime
  runOver?: boolean
  extra?: ExtraFields
  script?: ExtraFields
}

/** Adds the options that say what to make, with the form's defaults. */
export function addRequestOptions(command: Command): Command {
  const { images, steps, cfgScale, seed } = LIMITS
  return command
    .option(`--${FIELDS.negativePrompt.flag} <text>`, say('cli.option.negative'), '')
    .option(
      `--${FIELDS.images.flag} <N>`,
      say('cli.option.images'),
      wholeNumber(images.min, images.max),
      REQUEST_DEFAULTS.images,
    )
    .option(`--${FIELDS.mode.flag} <mode>`, say('cli.option.mode'), oneOf('exact', 'bonus', 'until'), 'exact')
    .option(`--${FIELDS.until.flag} <time>`, say('cli.option.until'), endTime)
    .option(`--${FIELDS.runOver.flag}`, say('cli.option.run-over'))
    .option(`--${FIELDS.seed.flag} <number>`, say('cli.option.seed'), wholeNumber(seed.min, seed.max), -1)
    .option(
      `--${FIELDS.steps.flag} <number>`,
      say('cli.option.steps'),
      wholeNumber(steps.min, steps.max),
      REQUEST_DEFAULTS.steps,
    )
    .option(
      `--${FIELDS.cfgScale.flag} <number>`,
      say('cli.option.cfg'),
      numberWithin(cfgScale.min, cfgScale.max),
      REQUEST_DEFAULTS.cfgScale,
    )
    .addOption(
      new Option(`--${FIELDS.width.flag} <WxH>`, say('cli.option.size'))
        .argParser(pictureSize)
        .default({ width: REQUEST_DEFAULTS.width, height: REQUEST_DEFAULTS.height }, '512x512'),
    )
    .option(`--${FIELDS.sampler.flag} <name>`, say('cli.option.sampler'), REQUEST_DEFAULTS.sampler)
    .option(`--${FIELDS.scheduler.flag} <label>`, say('cli.option.scheduler'), REQUEST_DEFAULTS.scheduler)
    .option(`--${FIELDS.checkpoint.flag} <name>`, say('cli.option.checkpoint'))
    .option(`--${FIELDS.stepScaling.flag}`, say('cli.option.step-scaling'))
    .option(`--${FIELDS.extra.flag} <json>`, say('cli.option.extra'), jsonObject)
    .option('--script <json>', say('cli.option.script'), jsonObject)
}
