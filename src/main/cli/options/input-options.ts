import { type Command, InvalidArgumentError } from 'commander'
import type { ExtraFields, Json } from '../../../shared/extra-fields.ts'
import type { MaskContent, ResizeMode } from '../../../shared/generation.ts'
import { REQUEST_FIELDS as FIELDS } from '../../../shared/request-fields.ts'
import { say } from '../../../shared/words/say.ts'
import { numberWithin, oneOf, wholeNumber } from './arguments.ts'

/** Options for images that are made from others. Those that are absent are as the request that is built upon has them. */
export interface InputOptions {
  /** files, folders, patterns */
  init?: string[]
  mask?: string
  denoise?: number
  resizeMode?: ResizeMode
  ownSize?: boolean
  maskBlur?: number
  softMask?: boolean
  maskContent?: MaskContent
  onlyMasked?: boolean
  padding?: number
  invertMask?: boolean
  /** units of ControlNet */
  controlnet?: ExtraFields[]
}

/** Adds the options for images that are made from others. */
export function addInputOptions(command: Command): Command {
  return command
    .option(`--${FIELDS.inputs.flag} <files...>`, say('cli.option.init'))
    .option('--mask <file>', say('cli.option.mask'))
    .option('--denoise <number>', say('cli.option.denoise'), numberWithin(0, 1))
    .option('--resize-mode <mode>', say('cli.option.resize-mode'), oneOf('stretch', 'crop', 'fill', 'latent'))
    .option('--own-size', say('cli.option.own-size'))
    .option('--mask-blur <px>', say('cli.option.mask-blur'), wholeNumber(0, 64))
    .option('--soft-mask', say('cli.option.soft-mask'))
    .option(
      '--mask-content <what>',
      say('cli.option.mask-content'),
      oneOf('fill', 'original', 'latent-noise', 'latent-nothing'),
    )
    .option('--only-masked', say('cli.option.only-masked'))
    .option('--padding <px>', say('cli.option.padding'), wholeNumber(0, 256))
    .option('--invert-mask', say('cli.option.invert-mask'))
    .option('--controlnet <json>', say('cli.option.controlnet'), controlUnits)
}

/** A unit of ControlNet as a JSON object, or a list of them, after those before. Throws InvalidArgumentError. */
function controlUnits(value: string, before: readonly ExtraFields[] = []): ExtraFields[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {
    parsed = null
  }
  const units: unknown[] = Array.isArray(parsed) ? parsed : [parsed]
  const isUnit = (unit: unknown): unit is Record<string, Json> =>
    typeof unit === 'object' && unit !== null && !Array.isArray(unit)
  if (!units.every(isUnit)) throw new InvalidArgumentError(say('cli.controlnet-form'))
  return [...before, ...units]
}
