import { CALLS, type CallName, type ParsedRequest } from '../../shared/contract.ts'
import { oversize } from '../../shared/request-size.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { namedIssue } from '../../shared/words/issue.ts'
import { TributaryError } from '../core/failure.ts'

/**
 * Reads what the panel sent as the request of `name`: defaults filled in, unknown keys gone.
 * Throws a TributaryError of kind 'bad-request' with the dotted path of the first field that is wrong.
 */
export function parseRequest<Name extends CallName>(name: Name, request: unknown): ParsedRequest<Name> {
  const tooLarge = oversize(request)
  if (tooLarge !== null)
    throw new TributaryError('bad-request', reason('shell.request-refused', { call: name, why: tooLarge }))
  const parsed = CALLS[name].request.safeParse(request ?? {})
  if (parsed.success) return parsed.data as ParsedRequest<Name>
  const [issue] = parsed.error.issues
  const field = issue?.path.map(String).join('.') ?? ''
  const remedy = reason('shell.request-refused.remedy')
  if (issue === undefined || field === '') {
    const why = reason('shell.request-not-valid')
    throw new TributaryError('bad-request', reason('shell.request-refused', { call: name, why }), remedy)
  }
  throw new TributaryError('bad-request', namedIssue(issue, lastName(field)), remedy, { field })
}

/** "request.hires.scale" is about "scale" to a reader. */
function lastName(field: string): string {
  const names = field.split('.').filter((part) => !/^\d+$/.test(part))
  return names.at(-1) ?? field
}
