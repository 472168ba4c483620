import type { ExtraFields, Json } from './extra-fields.ts'
import { isRecord } from './is-record.ts'

/** What decides about one unit of ControlNet: who can run it, and what it costs. */
export interface ControlUnit {
  /** as the request names it, with or without a hash; null: none, as for reference-only preprocessors */
  readonly model: string | null
  /** the preprocessor; null: none */
  readonly module: string | null
}

/** More than any server runs; the rest counts for nothing here. */
export const MOST_UNITS = 20

/** Title of ControlNet among the scripts, as servers list it. */
export const CONTROLNET = 'controlnet'

/** A unit as it stands in a request: fields of ControlNet's own API, those that nobody here knows among them. */
export type UnitFields = Readonly<Record<string, Json>>

/** The units of extra fields, switched on or not, in their order. What is no unit is passed over: a server says so itself. */
export function unitsIn(extra: ExtraFields): UnitFields[] {
  const scripts = extra.alwayson_scripts
  if (!isRecord(scripts)) return []
  return Object.entries(scripts)
    .filter(([title]) => title.toLowerCase() === CONTROLNET)
    .flatMap(([, script]) => (isRecord(script) && Array.isArray(script.args) ? script.args : []))
    .filter((unit: unknown): unit is UnitFields => isRecord(unit))
    .slice(0, MOST_UNITS)
}

/** The units of ControlNet that extra fields switch on, in their order. */
export const controlUnits = (extra: ExtraFields): ControlUnit[] =>
  unitsIn(extra).flatMap((unit) =>
    unit.enabled === false ? [] : [{ model: named(unit.model), module: named(unit.module) }],
  )

const named = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' && !/^none$/i.test(value.trim()) ? value.trim() : null
