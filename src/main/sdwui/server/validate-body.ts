import type { Field, FieldType } from '../protocol/generation-fields.ts'
import { type FieldProblem, ServerError } from '../protocol/server-error.ts'
import type { ServerFacts } from '../protocol/server-facts.ts'

type Words = readonly [v1: { msg: string; type: string }, v2: { msg: string; type: string }]

const WORDS: Readonly<Record<FieldType | 'body', Words>> = {
  int: [
    { msg: 'value is not a valid integer', type: 'type_error.integer' },
    { msg: 'Input should be a valid integer', type: 'int_type' },
  ],
  float: [
    { msg: 'value is not a valid float', type: 'type_error.float' },
    { msg: 'Input should be a valid number', type: 'float_type' },
  ],
  str: [
    { msg: 'str type expected', type: 'type_error.str' },
    { msg: 'Input should be a valid string', type: 'string_type' },
  ],
  bool: [
    { msg: 'value could not be parsed to a boolean', type: 'type_error.bool' },
    { msg: 'Input should be a valid boolean', type: 'bool_type' },
  ],
  list: [
    { msg: 'value is not a valid list', type: 'type_error.list' },
    { msg: 'Input should be a valid list', type: 'list_type' },
  ],
  strings: [
    { msg: 'value is not a valid list', type: 'type_error.list' },
    { msg: 'Input should be a valid list', type: 'list_type' },
  ],
  dict: [
    { msg: 'value is not a valid dict', type: 'type_error.dict' },
    { msg: 'Input should be a valid dictionary', type: 'dict_type' },
  ],
  body: [
    { msg: 'value is not a valid dict', type: 'type_error.dict' },
    {
      msg: 'Input should be a valid dictionary or object to extract fields from',
      type: 'model_attributes_type',
    },
  ],
}

/** The fields of a body, each with its default where it was not sent. */
export type Fields = Readonly<Record<string, unknown>>

/** A body as it came over the wire. */
export interface RawBody {
  readonly bytes: Buffer
  readonly contentType: string
}

/** The JSON object of a request; throws the 422 that FastAPI answers for everything else. */
export function readJsonObject(body: RawBody): Record<string, unknown> {
  if (body.bytes.length === 0)
    throw invalid({
      loc: ['body'],
      v1: { msg: 'field required', type: 'value_error.missing' },
      v2: { msg: 'Field required', type: 'missing' },
      input: null,
    })
  const text = body.bytes.toString('utf8')
  if (!/^application\/([\w.-]+\+)?json\b/i.test(body.contentType))
    throw invalid(problem(['body'], 'body', text))
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const at = Number(/position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? 0)
    throw invalid({
      loc: ['body', at],
      v1: { msg: `Expecting value: line 1 column ${at + 1} (char ${at})`, type: 'value_error.jsondecode' },
      v2: { msg: 'JSON decode error', type: 'json_invalid' },
      input: {},
    })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(problem(['body'], 'body', value))
  return value as Record<string, unknown>
}

/**
 * The request with every default filled in; unknown fields are dropped without a word, null stands for nearly all of them.
 * Pydantic 1 coerces ("12" is 12, 20.7 is 20), Pydantic 2 refuses.
 */
export function fillFields(
  body: Record<string, unknown>,
  fields: Readonly<Record<string, Field>>,
  validation: ServerFacts['validation'],
): Record<string, unknown> {
  const problems: FieldProblem[] = []
  const filled: Record<string, unknown> = {}
  for (const [name, { type, default: standard }] of Object.entries(fields)) {
    const given = body[name]
    if (given === undefined) filled[name] = standard
    else if (given === null) filled[name] = null
    else {
      const value = validation === 'pydantic2' ? strict(type, given) : lenient(type, given)
      if (value === undefined) problems.push(problem(['body', name], type, given))
      else filled[name] = value
    }
  }
  if (problems.length > 0) throw new ServerError({ at: 'validation', problems })
  return filled
}

function lenient(type: FieldType, given: unknown): unknown {
  const number = typeof given === 'boolean' ? Number(given) : given
  switch (type) {
    case 'int':
      if (typeof number === 'number') return Math.trunc(number)
      return typeof number === 'string' && /^\s*[+-]?\d+\s*$/.test(number) ? Number(number) : undefined
    case 'float':
      if (typeof number === 'number') return number
      return typeof number === 'string' && number.trim() !== '' && Number.isFinite(Number(number))
        ? Number(number)
        : undefined
    case 'str':
      return typeof given === 'string' ? given : typeof given === 'number' ? String(given) : undefined
    case 'bool':
      if (typeof given === 'boolean') return given
      if (/^(1|true|t|yes|y|on)$/i.test(String(given))) return true
      return /^(0|false|f|no|n|off)$/i.test(String(given)) ? false : undefined
    default:
      return collection(type, given)
  }
}

function strict(type: FieldType, given: unknown): unknown {
  switch (type) {
    case 'int':
      if (typeof given === 'string' && /^[+-]?\d+$/.test(given)) return Number(given)
      return typeof given === 'number' && Number.isInteger(given) ? given : undefined
    case 'str':
      return typeof given === 'string' ? given : undefined
    default:
      return lenient(type, given)
  }
}

function collection(type: FieldType, given: unknown): unknown {
  if (type === 'dict')
    return typeof given === 'object' && given !== null && !Array.isArray(given) ? given : undefined
  if (!Array.isArray(given)) return undefined
  return type === 'strings' && given.some((entry) => typeof entry !== 'string') ? undefined : given
}

function problem(loc: readonly (string | number)[], kind: FieldType | 'body', input: unknown): FieldProblem {
  const [v1, plain] = WORDS[kind]
  const v2 =
    kind === 'int' && typeof input === 'number'
      ? { msg: `${plain.msg}, got a number with a fractional part`, type: 'int_from_float' }
      : kind === 'int' && typeof input === 'string'
        ? { msg: `${plain.msg}, unable to parse string as an integer`, type: 'int_parsing' }
        : plain
  return { loc, v1, v2, input }
}

/** The 422 of a field that a body must have. */
export const missingField = (name: string, body: Record<string, unknown>) =>
  invalid({
    loc: ['body', name],
    v1: { msg: 'field required', type: 'value_error.missing' },
    v2: { msg: 'Field required', type: 'missing' },
    input: body,
  })

const invalid = (found: FieldProblem) => new ServerError({ at: 'validation', problems: [found] })
