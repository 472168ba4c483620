import { DEFAULT_REQUEST, GenerationRequest } from '../../../shared/generation.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { namedIssue } from '../../../shared/words/issue.ts'
import { TributaryError } from '../../core/failure.ts'
import type { RequestOptions } from '../options/request-options.ts'

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
  throw new TributaryError(
    'bad-request',
    issue === undefined
      ? reason('request.named.not-valid', { field: 'request' })
      : namedIssue(issue, field || 'request'),
    null,
    { field },
  )
}
