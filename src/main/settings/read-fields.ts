import { z } from 'zod'
import { reason } from '../../shared/words/catalogue.ts'
import { namedIssue } from '../../shared/words/issue.ts'
import type { Reason } from '../../shared/words/reason.ts'

/** A field on disk that was not what it should be, and what took its place. */
export interface BadField {
  /** dotted path */
  readonly field: string
  readonly why: Reason
}

/**
 * Reads an object field by field: a missing field takes its default without a word, a bad one takes it and is reported, and a bad
 * field inside an object that has a default of its own costs only itself. Unknown fields are left out. Never throws.
 */
export function readFields<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  value: unknown,
  defaults: z.infer<z.ZodObject<Shape>>,
  bad: BadField[],
  path = '',
): z.infer<z.ZodObject<Shape>> {
  const found = isRecord(value) ? value : {}
  if (value !== undefined && !isRecord(value))
    bad.push({ field: path || '(all)', why: reason('settings.not-an-object', { field: path || '(all)' }) })
  const fallback: Record<string, unknown> = defaults
  const entries = Object.entries(schema.shape).map(([key, field]) => {
    const inner = `${path}${path === '' ? '' : '.'}${key}`
    return [key, readField(field as z.ZodType, found[key], fallback[key], bad, inner)]
  })
  // Every key of the shape is there, each parsed or its default.
  return Object.fromEntries(entries) as z.infer<z.ZodObject<Shape>>
}

function readField(
  schema: z.ZodType,
  value: unknown,
  fallback: unknown,
  bad: BadField[],
  path: string,
): unknown {
  if (value === undefined) return fallback
  if (schema instanceof z.ZodObject && isRecord(fallback))
    return readFields(schema as z.ZodObject, value, fallback, bad, path)
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  bad.push({
    field: path,
    why: issue === undefined ? reason('request.named.not-valid', { field: path }) : namedIssue(issue, path),
  })
  return fallback
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
