import { BYTES_IN } from '../../shared/channels.ts'
import { CALLS, type CallName, type ParsedRequest } from '../../shared/contract.ts'
import { CALL_FIELD_NAMES, firstWrong } from '../../shared/field-names.ts'
import { oversize } from '../../shared/request-size.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { TributaryError } from '../core/failure.ts'

/**
 * Reads what the panel sent as the request of `name`: defaults filled in, unknown keys gone.
 * Throws a TributaryError of kind 'bad-request' with the dotted path of the first field that is wrong.
 */
export function parseRequest<Name extends CallName>(name: Name, request: unknown): ParsedRequest<Name> {
  const tooLarge = oversize(request, BYTES_IN[name])
  if (tooLarge !== null)
    throw new TributaryError('bad-request', reason('shell.request-refused', { call: name, why: tooLarge }))
  const parsed = CALLS[name].request.safeParse(request ?? {})
  if (parsed.success) return parsed.data as ParsedRequest<Name>
  const { field, why } = firstWrong(parsed.error, CALL_FIELD_NAMES)
  const remedy = reason('shell.request-refused.remedy')
  if (field === '') {
    const invalid = reason('shell.request-not-valid')
    throw new TributaryError(
      'bad-request',
      reason('shell.request-refused', { call: name, why: invalid }),
      remedy,
    )
  }
  throw new TributaryError('bad-request', why, remedy, { field })
}
