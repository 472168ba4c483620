import type { ExtraFields } from '../../../shared/extra-fields.ts'
import { faceRestorerIn, withFaceRestorer } from '../../../shared/face-restorer.ts'
import { firstWrong, REQUEST_NAMES } from '../../../shared/field-names.ts'
import { DEFAULT_REQUEST, GenerationRequest, type Hires } from '../../../shared/generation.ts'
import { requestFields } from '../../../shared/request-fields.ts'
import { SAME_NOISE } from '../../../shared/same-noise.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import { optionOf, type RequestOptions } from '../options/request-options.ts'

/** A second pass as the form begins one. */
const HIRES: Hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.7 }

/** The fields whose flags were given. A size is two fields, and comes apart; inputs are named by their files (with-inputs.ts). */
function byTheirFlags(options: RequestOptions): Record<string, unknown> {
  const given: Readonly<Record<string, unknown>> = { ...options }
  return Object.fromEntries(
    requestFields().flatMap(([name, { flag }]) => {
      const apart = flag === null || flag === 'size' || name === 'inputs'
      const value = apart ? undefined : given[optionOf(flag)]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** What `--extra` and `--script` name together, in place of what stands in `before` under the same names. */
function extraOf({ extra = {}, script }: RequestOptions, before: unknown): ExtraFields {
  const all = { ...(isObject(before) ? before : {}), ...extra }
  if (script === undefined || isSelectable(script)) return all
  const { alwayson_scripts: scripts = {} } = all
  return { ...all, alwayson_scripts: isObject(scripts) ? { ...scripts, ...script } : scripts }
}

const isObject = (value: unknown): value is ExtraFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{"name": title, "args": […]}` makes the images itself; every other object has always-on scripts by their titles. */
const isSelectable = (script: ExtraFields): boolean => typeof script.name === 'string'

function scriptOf({ script }: RequestOptions): Record<string, unknown> {
  if (script === undefined || !isSelectable(script)) return {}
  return { script: { title: script.name, args: script.args ?? [] } }
}

function hiresOf(options: RequestOptions, before: unknown): Record<string, unknown> {
  const { hiresScale, hiresSize } = options
  const given = Object.entries({
    ...{ scale: hiresScale, width: hiresSize?.width, height: hiresSize?.height },
    ...{ upscaler: options.hiresUpscaler, steps: options.hiresSteps },
    ...{ denoisingStrength: options.hiresDenoise, checkpoint: options.hiresCheckpoint },
    ...{ sampler: options.hiresSampler, scheduler: options.hiresScheduler },
    ...{ prompt: options.hiresPrompt, negativePrompt: options.hiresNegative },
  }).filter(([, value]) => value !== undefined)
  if (given.length === 0) return {}
  const base = { ...HIRES, ...(isObject(before) ? before : {}) }
  // A factor that is given goes before a size that is not.
  const sized = hiresScale === undefined || base.width === undefined ? base : { ...base, width: 0, height: 0 }
  return { hires: { ...sized, ...Object.fromEntries(given) } }
}

/** What is given goes before the noise that is the same everywhere, and that before what stands in `before`. */
function overridesOf(
  { override, sameNoise, faceRestorer }: RequestOptions,
  before: unknown,
): { overrides?: Record<string, unknown> } {
  if (override === undefined && sameNoise !== true && faceRestorer === undefined) return {}
  const others = withFaceRestorer(
    isObject(before) ? before : {},
    faceRestorer ?? faceRestorerIn(isObject(before) ? before : {}),
  )
  return { overrides: { ...others, ...(sameNoise === true && SAME_NOISE), ...override } }
}

/**
 * The request these options name. `before`: fields of the one that they change, in place of the form's defaults. Throws a bad-request with
 * the field at fault.
 */
export function requestOf(
  options: RequestOptions,
  before: Readonly<Record<string, unknown>> = {},
): GenerationRequest {
  const { until } = options
  const mode = options.mode ?? 'exact'
  if (mode === 'until' && until === undefined) throw untilProblem('cli.until-needed')
  if (mode !== 'until' && until !== undefined) throw untilProblem('cli.until-mode')
  const parsed = GenerationRequest.safeParse({
    ...DEFAULT_REQUEST,
    ...before,
    ...byTheirFlags(options),
    ...options.size,
    ...(options.faceRestorer !== undefined && { restoreFaces: true }),
    ...hiresOf(options, before.hires),
    ...scriptOf(options),
    ...overridesOf(options, before.overrides),
    extra: extraOf(options, before.extra),
  })
  if (parsed.success) return parsed.data
  const { field, why } = firstWrong(parsed.error, REQUEST_NAMES)
  throw new TributaryError('bad-request', why, null, { field })
}

const untilProblem = (key: 'cli.until-needed' | 'cli.until-mode') =>
  new TributaryError('bad-request', reason(key), null, { field: 'until' })
