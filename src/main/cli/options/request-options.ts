import { type Command, Option } from 'commander'
import type { EndTime } from '../../../shared/end-time.ts'
import type { PlanningMode } from '../../../shared/generation.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { REQUEST_DEFAULTS } from '../../../shared/request-defaults.ts'
import { REQUEST_FIELDS as FIELDS, requestFields } from '../../../shared/request-fields.ts'
import { say } from '../../../shared/words/say.ts'
import { endTime, numberWithin, oneOf, pictureSize, wholeNumber } from './arguments.ts'
import { addFieldOptions, type FieldOptions } from './field-options.ts'
import { addRunOptions, type RunOptions } from './run-options.ts'

/** Options that say what to make. Those that are absent are as the request that is built upon has them. */
export interface RequestOptions extends FieldOptions, RunOptions {
  prompt?: string
  negative?: string
  images?: number
  mode?: PlanningMode
  seed?: number
  steps?: number
  cfg?: number
  size?: { width: number; height: number }
  sampler?: string
  scheduler?: string
  checkpoint?: string
  stepScaling?: boolean
  until?: EndTime
  runOver?: boolean
  sameNoise?: boolean
}

/** Adds the options that say what to make, with the form's defaults. */
export function addRequestOptions(command: Command): Command {
  const { images, steps, cfgScale, seed } = LIMITS
  command
    .option(`--${FIELDS.negativePrompt.flag} <text>`, say('cli.option.negative'), '')
    .option(
      `-n, --${FIELDS.images.flag} <N>`,
      say('cli.option.images'),
      wholeNumber(images.min, images.max),
      REQUEST_DEFAULTS.images,
    )
    .option(`--${FIELDS.mode.flag} <mode>`, say('cli.option.mode'), oneOf('exact', 'bonus', 'until'), 'exact')
    .option(`--${FIELDS.until.flag} <time>`, say('cli.option.until'), endTime)
    .option(`--${FIELDS.runOver.flag}`, say('cli.option.run-over'))
    .option('--same-noise', say('cli.option.same-noise'))
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
  return addRunOptions(addFieldOptions(command))
}

/**
 * What of the options says what to make: with a body or a picture to begin with, only those that were given themselves, for it has values
 * of its own in place of the form's defaults.
 */
export function givenOptions<Options extends RequestOptions>(options: Options, command: Command): Options {
  if (options.body === undefined && options.from === undefined) return oneOfEachRun(options, command)
  const flags = requestFields().flatMap(([, { flag }]) => (flag === null ? [] : [optionOf(flag)]))
  const assumed = flags.filter((name) => command.getOptionValueSource(name) === 'default')
  return Object.fromEntries(Object.entries(options).filter(([name]) => !assumed.includes(name))) as Options
}

/** Of many runs one image each, where nobody says how many. */
function oneOfEachRun<Options extends RequestOptions>(options: Options, command: Command): Options {
  const many = options.grid !== undefined || options.prompts !== undefined || options.variants === 'all'
  return many && command.getOptionValueSource('images') === 'default' ? { ...options, images: 1 } : options
}

/** What commander calls the value of a flag: step-scaling is `stepScaling`. */
export const optionOf = (flag: string): string =>
  flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
