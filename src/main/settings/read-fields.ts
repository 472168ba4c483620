import { z } from 'zod'
import { type FieldNames, firstWrong } from '../../shared/field-names.ts'
import { isRecord } from '../../shared/is-record.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'

/** A field on disk that was not what it should be, and what took its place. */
export interface BadField {
  /** dotted path */
  readonly field: string
  readonly why: Reason
}

/**
 * Reads an object field by field: a missing field takes its default without a word, a bad one takes it and is reported, and a bad
 * field inside an object that has a default of its own costs only itself. Unknown fields are left out. `names`: what people call them.
 * Never throws.
 */
export function readFields<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  value: unknown,
  defaults: z.infer<z.ZodObject<Shape>>,
  names: FieldNames,
  bad: BadField[],
  path: readonly string[] = [],
): z.infer<z.ZodObject<Shape>> {
  const found = isRecord(value) ? value : {}
  if (value !== undefined && !isRecord(value))
    bad.push({ field: dotted(path), why: reason('settings.not-an-object', { field: dotted(path) }) })
  const fallback: Record<string, unknown> = defaults
  const entries = Object.entries(schema.shape).map(([key, field]) => {
    return [key, readField(field as z.ZodType, found[key], fallback[key], names, bad, [...path, key])]
  })
  // Every key of the shape is there, each parsed or its default.
  return Object.fromEntries(entries) as z.infer<z.ZodObject<Shape>>
}

function readField(
  schema: z.ZodType,
  value: unknown,
  fallback: unknown,
  names: FieldNames,
  bad: BadField[],
  path: readonly string[],
): unknown {
  if (value === undefined) return fallback
  if (schema instanceof z.ZodObject && isRecord(fallback))
    return readFields(schema as z.ZodObject, value, fallback, names, bad, path)
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  bad.push({ field: dotted(path), why: firstWrong(parsed.error, names, path).why })
  return fallback
}

const dotted = (path: readonly string[]) => path.join('.') || '(all)'
