import { titleIn } from './always-on.ts'
import { CONTROLNET, type UnitFields, unitsIn } from './control-units.ts'
import type { ExtraFields, Json } from './extra-fields.ts'
import type { InputId } from './input-picture.ts'
import { type InputReference, readReference, referenceTo } from './input-reference.ts'
import { isRecord } from './is-record.ts'

/** Whether the prompt or the control picture counts more, in the order of ControlNet's numbers. */
export const CONTROL_MODES = ['balanced', 'prompt', 'control'] as const
type ControlMode = (typeof CONTROL_MODES)[number]

/** How a control picture of another shape is fitted, in the order of ControlNet's numbers. */
export const CONTROL_FITS = ['stretch', 'crop', 'fill'] as const
type ControlFit = (typeof CONTROL_FITS)[number]

/** The words of ControlNet's API (external_code.py of sd-webui-controlnet; Forge takes the same). */
const MODE_WORDS = ['Balanced', 'My prompt is more important', 'ControlNet is more important'] as const
const FIT_WORDS = ['Just Resize', 'Crop and Resize', 'Resize and Fill'] as const

/** Ranges of its numbers; resolution in px. */
export const UNIT_RANGES = {
  weight: { min: 0, max: 2, step: 0.05 },
  share: { min: 0, max: 1, step: 0.01 },
  resolution: { min: 64, max: 2048, step: 8 },
} as const

/** A unit as a form shows it. */
export interface ControlSettings {
  readonly enabled: boolean
  /** null: none of its own */
  readonly picture: InputReference | null
  /** the preprocessor; 'none': the picture is used as it is */
  readonly module: string
  /** 'None': none */
  readonly model: string
  readonly weight: number
  /** shares of the steps between which it works */
  readonly start: number
  readonly end: number
  readonly mode: ControlMode
  readonly fit: ControlFit
  /** the preprocessor works at the size of the images */
  readonly pixelPerfect: boolean
  /** px of the preprocessor; null: its own default */
  readonly resolution: number | null
  /** what they mean depends on the preprocessor (control-modules.ts); null: its own default */
  readonly thresholdA: number | null
  readonly thresholdB: number | null
}

/** A unit that was just added. */
export const NEW_UNIT: UnitFields = {
  enabled: true,
  module: 'none',
  model: 'None',
  weight: 1,
  resize_mode: FIT_WORDS[1],
  control_mode: MODE_WORDS[0],
  guidance_start: 0,
  guidance_end: 1,
  pixel_perfect: true,
}

/** What a unit of a request says; what it leaves out is as ControlNet has it. */
export function settingsOf(unit: UnitFields): ControlSettings {
  return {
    enabled: unit.enabled !== false,
    picture: pictureOf(unit),
    module: named(unit.module) ?? 'none',
    model: named(unit.model) ?? 'None',
    weight: number(unit.weight) ?? 1,
    start: number(unit.guidance_start) ?? 0,
    end: number(unit.guidance_end) ?? 1,
    mode: chosen(unit.control_mode, MODE_WORDS, CONTROL_MODES) ?? 'balanced',
    fit: chosen(unit.resize_mode, FIT_WORDS, CONTROL_FITS) ?? 'crop',
    pixelPerfect: unit.pixel_perfect === true,
    resolution: positive(unit.processor_res),
    thresholdA: threshold(unit.threshold_a),
    thresholdB: threshold(unit.threshold_b),
  }
}

/** The unit with other settings; its fields that no form shows stay. */
export function withSettings(
  unit: UnitFields,
  patch: Partial<Omit<ControlSettings, 'picture'>> & { readonly picture?: InputId | null },
): UnitFields {
  const { picture, mode, fit } = patch
  const fields: Record<string, Json | undefined> = {
    enabled: patch.enabled,
    module: patch.module,
    model: patch.model,
    weight: patch.weight,
    guidance_start: patch.start,
    guidance_end: patch.end,
    control_mode: mode && MODE_WORDS[CONTROL_MODES.indexOf(mode)],
    resize_mode: fit && FIT_WORDS[CONTROL_FITS.indexOf(fit)],
    pixel_perfect: patch.pixelPerfect,
    processor_res: patch.resolution,
    threshold_a: patch.thresholdA,
    threshold_b: patch.thresholdB,
    ...(picture ? { image: referenceTo(picture) } : {}),
  }
  // Its older name, and a mask that belonged to the picture, go with it.
  const gone = picture === undefined ? [] : picture === null ? ['image', ...OF_A_PICTURE] : OF_A_PICTURE
  const left = Object.entries(unit).filter(([name]) => !gone.includes(name))
  const given = Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined)
  // Null leaves a number to the server.
  const kept = Object.entries({ ...Object.fromEntries(left), ...Object.fromEntries(given) })
  return Object.fromEntries(kept.filter(([name, value]) => value !== null || !(name in fields)))
}

const OF_A_PICTURE = ['input_image', 'mask', 'mask_image']

/** The extra fields with these units in place of theirs. Without any, ControlNet is not asked for. */
export function withUnits(extra: ExtraFields, units: readonly UnitFields[]): ExtraFields {
  const { alwayson_scripts: before, ...others } = extra
  const scripts = isRecord(before) ? (before as Readonly<Record<string, Json>>) : {}
  const title = titleIn(extra, 'ControlNet')
  const rest = Object.entries(scripts).filter(([each]) => each.toLowerCase() !== CONTROLNET)
  const all = units.length === 0 ? rest : [...rest, [title, { args: [...units] }] as const]
  return all.length === 0 ? others : { ...others, alwayson_scripts: Object.fromEntries(all) }
}

/** The place of the first unit that is switched on and has no picture of its own; null: all have one. */
export function pictureless(extra: ExtraFields): number | null {
  const at = unitsIn(extra).findIndex((unit) => unit.enabled !== false && !hasPicture(unit))
  return at === -1 ? null : at
}

/** Clients write it as text, as `{image, mask}`, or under its older name. */
function given({ image, input_image }: UnitFields): Json {
  const picture = image ?? input_image ?? null
  return isRecord(picture) ? ((picture.image as Json | undefined) ?? null) : picture
}

const hasPicture = (unit: UnitFields): boolean => {
  const picture = given(unit)
  return typeof picture === 'string' && picture !== ''
}

function pictureOf(unit: UnitFields): InputReference | null {
  const picture = given(unit)
  return typeof picture === 'string' ? readReference(picture) : null
}

const named = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null

/** NaN is a field of a form that holds no number. */
const number = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null)

/** -1 stands for a default in newer versions. */
const positive = (value: Json | undefined): number | null => {
  const found = number(value)
  return found !== null && found <= 0 ? null : found
}
const threshold = (value: Json | undefined): number | null => {
  const found = number(value)
  return found !== null && found < 0 ? null : found
}

/** By its word, whatever its case, or by its number. */
function chosen<Value>(
  value: Json | undefined,
  words: readonly string[],
  values: readonly Value[],
): Value | undefined {
  if (typeof value === 'number') return values[value]
  if (typeof value !== 'string') return undefined
  return values[words.findIndex((word) => word.toLowerCase() === value.trim().toLowerCase())]
}

/** Units of ControlNet that are switched on. */
export const unitsOn = (extra: ExtraFields): number =>
  unitsIn(extra).filter((unit) => unit.enabled !== false).length

/** The same units, all of them switched off: nothing of them is lost. */
export const withUnitsOff = (extra: ExtraFields): ExtraFields =>
  unitsOn(extra) === 0
    ? extra
    : withUnits(
        extra,
        unitsIn(extra).map((unit) => ({ ...unit, enabled: false })),
      )
