import { type Command, Option } from 'commander'
import { DEFAULT_REQUEST, GenerationRequest, type PlanningMode } from '../../../shared/generation.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { TributaryError } from '../../core/failure.ts'
import { numberWithin, oneOf, pictureSize, wholeNumber } from './arguments.ts'

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
}

/** Adds the options that say what to make, with the form's defaults. */
export function addRequestOptions(command: Command): Command {
  const { images, steps, cfgScale, seed } = LIMITS
  return command
    .option('--negative <text>', 'what should not be in the picture', '')
    .option('--images <N>', 'how many images', wholeNumber(images.min, images.max), DEFAULT_REQUEST.images)
    .option(
      '--mode <mode>',
      'exact: just N; bonus: more from machines too slow for a fair share',
      oneOf('exact', 'bonus'),
      'exact',
    )
    .option('--seed <number>', 'seed of the first image; -1 draws one', wholeNumber(seed.min, seed.max), -1)
    .option('--steps <number>', 'sampling steps', wholeNumber(steps.min, steps.max), DEFAULT_REQUEST.steps)
    .option('--cfg <number>', 'CFG scale', numberWithin(cfgScale.min, cfgScale.max), DEFAULT_REQUEST.cfgScale)
    .addOption(
      new Option('--size <WxH>', 'px, multiples of 8')
        .argParser(pictureSize)
        .default({ width: DEFAULT_REQUEST.width, height: DEFAULT_REQUEST.height }, '512x512'),
    )
    .option('--sampler <name>', 'sampler', DEFAULT_REQUEST.sampler)
    .option('--scheduler <label>', 'schedule type', DEFAULT_REQUEST.scheduler)
    .option('--checkpoint <name>', 'checkpoint; without it each machine uses what it has loaded')
    .option('--step-scaling', 'bonus mode: a machine too slow for one image makes one with fewer steps')
}

/** The request these options name. Throws a bad-request with the field at fault. */
export function requestOf(options: RequestOptions): GenerationRequest {
  const parsed = GenerationRequest.safeParse({
    ...DEFAULT_REQUEST,
    prompt: options.prompt ?? '',
    negativePrompt: options.negative,
    images: options.images,
    mode: options.mode,
    seed: options.seed,
    steps: options.steps,
    cfgScale: options.cfg,
    ...options.size,
    sampler: options.sampler,
    scheduler: options.scheduler,
    checkpoint: options.checkpoint ?? null,
    stepScaling: options.stepScaling ?? false,
  })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  throw new TributaryError('bad-request', `${field || 'request'}: ${issue?.message ?? 'not valid'}`, null, {
    field,
  })
}
