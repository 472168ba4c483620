import { CALLS, type CallName, type ParsedRequest } from '../../shared/contract.ts'
import { oversize } from '../../shared/request-size.ts'
import { TributaryError } from '../core/failure.ts'

/**
 * Reads what the panel sent as the request of `name`: defaults filled in, unknown keys gone.
 * Throws a TributaryError of kind 'bad-request' with the dotted path of the first field that is wrong.
 */
export function parseRequest<Name extends CallName>(name: Name, request: unknown): ParsedRequest<Name> {
  const reason = oversize(request)
  if (reason !== null)
    throw new TributaryError('bad-request', `The request "${name}" was refused: ${reason}.`)
  const parsed = CALLS[name].request.safeParse(request ?? {})
  if (parsed.success) return parsed.data as ParsedRequest<Name>
  const issue = parsed.error.issues[0]
  const field = issue?.path.map(String).join('.') ?? ''
  const words = issue?.message ?? 'it is not valid'
  throw new TributaryError(
    'bad-request',
    field === '' ? `The request "${name}" was refused: ${words}.` : `${lastName(field)}: ${words}.`,
    'Correct it and try again.',
    field === '' ? {} : { field },
  )
}

/** "request.hires.scale" is about "scale" to a reader. */
function lastName(field: string): string {
  const names = field.split('.').filter((part) => !/^\d+$/.test(part))
  return names.at(-1) ?? field
}
