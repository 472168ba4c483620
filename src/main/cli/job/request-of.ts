import type { ExtraFields } from '../../../shared/extra-fields.ts'
import { firstWrong, REQUEST_NAMES } from '../../../shared/field-names.ts'
import { DEFAULT_REQUEST, GenerationRequest } from '../../../shared/generation.ts'
import { requestFields } from '../../../shared/request-fields.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import type { RequestOptions } from '../options/request-options.ts'

/** What commander calls the value of a flag: step-scaling is `stepScaling`. */
const nameOf = (flag: string) => flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** The fields whose flags were given. A size is two fields, and comes apart. */
function byTheirFlags(options: RequestOptions): Record<string, unknown> {
  const given: Readonly<Record<string, unknown>> = { ...options }
  return Object.fromEntries(
    requestFields().flatMap(([name, { flag }]) => {
      const value = flag === null || flag === 'size' ? undefined : given[nameOf(flag)]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** What `--extra` and `--script` name together. */
function extraOf({ extra = {}, script }: RequestOptions): ExtraFields {
  if (script === undefined) return extra
  const { alwayson_scripts: scripts = {} } = extra
  return { ...extra, alwayson_scripts: typeof scripts === 'object' ? { ...scripts, ...script } : scripts }
}

/** The request these options name. Throws a bad-request with the field at fault. */
export function requestOf(options: RequestOptions): GenerationRequest {
  const { mode, until } = options
  if (mode === 'until' && until === undefined) throw untilProblem('cli.until-needed')
  if (mode !== 'until' && until !== undefined) throw untilProblem('cli.until-mode')
  const parsed = GenerationRequest.safeParse({
    ...DEFAULT_REQUEST,
    ...byTheirFlags(options),
    ...options.size,
    extra: extraOf(options),
  })
  if (parsed.success) return parsed.data
  const { field, why } = firstWrong(parsed.error, REQUEST_NAMES)
  throw new TributaryError('bad-request', why, null, { field })
}

const untilProblem = (key: 'cli.until-needed' | 'cli.until-mode') =>
  new TributaryError('bad-request', reason(key), null, { field: 'until' })
