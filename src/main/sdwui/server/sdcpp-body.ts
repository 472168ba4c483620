import { httpError, pythonError, type ServerError } from '../protocol/server-error.ts'
import type { RawBody } from './validate-body.ts'

/** Its JSON library names types so. */
function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

const jsonError = (number: string, words: string): ServerError =>
  pythonError('server_error', `[json.exception.${number}] ${words}`)

/** The body of a request to sd-server: no content type is asked for, anything but an object is an exception (sdapi.md 12). */
export function readSdcppBody(body: RawBody): Record<string, unknown> {
  if (body.bytes.length === 0) throw httpError(400, 'empty body')
  let value: unknown
  try {
    value = JSON.parse(body.bytes.toString('utf8'))
  } catch {
    throw jsonError('parse_error.101', 'parse error at line 1, column 1: syntax error while parsing value')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw jsonError('type_error.306', `cannot use value() with ${typeName(value)}`)
  return value as Record<string, unknown>
}

/** Reads fields as sd-server does: what is absent has a default, null and any other wrong type is an exception. */
export class SdcppFields {
  readonly #body: Readonly<Record<string, unknown>>

  constructor(body: Readonly<Record<string, unknown>>) {
    this.#body = body
  }

  text(name: string, otherwise = ''): string {
    const value = this.#body[name]
    if (value === undefined) return otherwise
    if (typeof value !== 'string') throw this.#wrong('string', value)
    return value
  }

  number(name: string, otherwise: number): number {
    const value = this.#body[name]
    if (value === undefined) return otherwise
    if (typeof value !== 'number' && typeof value !== 'boolean') throw this.#wrong('number', value)
    return Number(value)
  }

  /** Read as a 32-bit signed integer: what is larger wraps around. */
  int(name: string, otherwise: number): number {
    return this.number(name, otherwise) | 0
  }

  flag(name: string): boolean {
    const value = this.#body[name]
    if (value === undefined) return false
    if (typeof value !== 'boolean') throw this.#wrong('boolean', value)
    return value
  }

  list(name: string): readonly unknown[] | null {
    const value = this.#body[name]
    return Array.isArray(value) ? value : null
  }

  #wrong(type: string, value: unknown): ServerError {
    return jsonError('type_error.302', `type must be ${type}, but is ${typeName(value)}`)
  }
}
