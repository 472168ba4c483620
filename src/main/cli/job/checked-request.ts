import { firstWrong, REQUEST_NAMES } from '../../../shared/field-names.ts'
import { GenerationRequest } from '../../../shared/generation.ts'
import { TributaryError } from '../../core/failure.ts'

/** Fields as a request. Throws a bad-request with the field at fault. */
export function checkedRequest(fields: Readonly<Record<string, unknown>>): GenerationRequest {
  const parsed = GenerationRequest.safeParse(fields)
  if (parsed.success) return parsed.data
  const { field, why } = firstWrong(parsed.error, REQUEST_NAMES)
  throw new TributaryError('bad-request', why, null, { field })
}
