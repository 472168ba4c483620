import {
  type CONTROL_FITS,
  type CONTROL_MODES,
  type ControlSettings,
  NEW_UNIT,
  UNIT_RANGES,
  withSettings,
} from './control-unit-fields.ts'
import { MOST_UNITS, type UnitFields } from './control-units.ts'
import type { Json } from './extra-fields.ts'
import { nearest, numberIn, type OddNumber } from './infotext-number.ts'

/** Units of ControlNet that an infotext tells. None has its picture: no text holds one. */
export interface ToldUnits {
  readonly units: readonly UnitFields[]
  /** keys of the text that they were made of */
  readonly used: ReadonlySet<string>
  /** what of those keys nothing was made of: "ControlNet 0 Pulid Mode" */
  readonly left: readonly string[]
  readonly odd: readonly OddNumber[]
}

/** A unit in one value ("ControlNet 0", of a single unit also "ControlNet"), and one setting of a unit in a key of its own ("ControlNet-0 Module"). */
const UNIT = /^controlnet(?: (\d{1,2}))?$/i
const SETTING = /^(controlnet(?:-(\d{1,2}))?) ([a-z ]{3,20})$/i
/** A new setting begins behind a comma where a name and a colon follow: values have commas as well, "(0, 1)". */
const BETWEEN = /,\s*(?=[A-Za-z][A-Za-z/_ ]{1,40}:)/
const LONGEST = 5_000

/** What is being made of one unit. */
interface Draft {
  settings: Partial<Omit<ControlSettings, 'picture'>>
  readonly others: Record<string, Json>
  /** the text says that it is switched off */
  off: boolean
}

type Reader = (draft: Draft, text: string, odd: (told: string, taken: number | null) => void) => boolean

const FITS: Readonly<Record<string, (typeof CONTROL_FITS)[number]>> = {
  ...{ 'just resize': 'stretch', resize: 'stretch', '0': 'stretch', '3': 'stretch' },
  ...{ 'crop and resize': 'crop', inner_fit: 'crop', '1': 'crop' },
  ...{ 'inner fit (scale to fit)': 'crop', 'scale to fit (inner fit)': 'crop' },
  ...{ 'resize and fill': 'fill', outer_fit: 'fill', '2': 'fill' },
  ...{ 'outer fit (shrink to fit)': 'fill', 'envelope (outer fit)': 'fill' },
}
const MODES: Readonly<Record<string, (typeof CONTROL_MODES)[number]>> = {
  ...{ balanced: 'balanced', '0': 'balanced' },
  ...{ 'my prompt is more important': 'prompt', prompt: 'prompt', '1': 'prompt' },
  ...{ 'controlnet is more important': 'control', control: 'control', '2': 'control' },
}
const PASSES: Readonly<Record<string, string>> = {
  ...{ both: 'Both', '0': 'Both' },
  ...{ 'low res only': 'Low res only', low_res_only: 'Low res only', '1': 'Low res only' },
  ...{ 'high res only': 'High res only', high_res_only: 'High res only', '2': 'High res only' },
}

/** By its word, by its number, or by how Python shows a member of an enumeration ("ResizeMode.INNER_FIT"). */
function oneOf<Value>(words: Readonly<Record<string, Value>>, text: string): Value | undefined {
  const word = text.toLowerCase().replace(/^[a-z]{3,20}\./, '')
  return Object.hasOwn(words, word) ? words[word] : undefined
}

const take = (draft: Draft, settings: Draft['settings']): true => {
  draft.settings = { ...draft.settings, ...settings }
  return true
}

const name =
  (field: 'module' | 'model'): Reader =>
  (draft, text) =>
    text !== '' && text.length <= 300 && take(draft, { [field]: text })

const number =
  (field: 'weight' | 'start' | 'end' | 'resolution' | 'thresholdA' | 'thresholdB'): Reader =>
  (draft, text, odd) => {
    const value = numberIn(text)
    // -1 stands for the default of the preprocessor, None for a number that it does not have.
    if (text === 'None' || (value !== null && value < 0 && HAS_DEFAULT.has(field))) return true
    if (value === null) {
      odd(text, null)
      return true
    }
    const range = Object.hasOwn(RANGES, field) ? RANGES[field as keyof typeof RANGES] : null
    const taken = range === null ? value : nearest(value, range, field === 'resolution' ? 'whole' : undefined)
    if (taken !== value) odd(text, taken)
    return take(draft, { [field]: taken })
  }
/** Of these a preprocessor has its own default. */
const HAS_DEFAULT: ReadonlySet<string> = new Set(['resolution', 'thresholdA', 'thresholdB'])
const RANGES = {
  weight: UNIT_RANGES.weight,
  start: UNIT_RANGES.share,
  end: UNIT_RANGES.share,
  resolution: UNIT_RANGES.resolution,
}

const yesOrNo =
  (become: (draft: Draft, on: boolean) => void): Reader =>
  (draft, text) => {
    if (text !== 'True' && text !== 'False') return false
    become(draft, text === 'True')
    return true
  }
const passedOn = (field: string): Reader =>
  yesOrNo((draft, on) => {
    draft.others[field] = on
  })

/** "(0, 1)": several settings in one. */
const several =
  (...readers: readonly Reader[]): Reader =>
  (draft, text, odd) => {
    const [, inside] = /^\(([^()]{1,200})\)$/.exec(text) ?? []
    const values = inside?.split(',').map((value) => value.trim())
    return (
      values?.length === readers.length && readers.every((read, at) => read(draft, values[at] ?? '', odd))
    )
  }

/**
 * Settings by their names in infotexts, in small letters with blanks alone: infotext.py of sd-webui-controlnet and of Forge; the second name
 * of each is what it was called before September 2023.
 */
const READERS: Readonly<Record<string, Reader>> = {
  ...{ module: name('module'), preprocessor: name('module'), model: name('model') },
  weight: number('weight'),
  'resize mode': (draft, text) => {
    const fit = oneOf(FITS, text)
    return fit !== undefined && take(draft, { fit })
  },
  'control mode': (draft, text) => {
    const mode = oneOf(MODES, text)
    return mode !== undefined && take(draft, { mode })
  },
  'pixel perfect': yesOrNo((draft, pixelPerfect) => void take(draft, { pixelPerfect })),
  'processor res': number('resolution'),
  'threshold a': number('thresholdA'),
  'threshold b': number('thresholdB'),
  'preprocessor params': several(number('resolution'), number('thresholdA'), number('thresholdB')),
  'guidance start': number('start'),
  'guidance end': number('end'),
  'starting ending': several(number('start'), number('end')),
  'hr option': (draft, text) => {
    const pass = oneOf(PASSES, text)
    if (pass !== undefined) draft.others.hr_option = pass
    return pass !== undefined
  },
  'low vram': passedOn('low_vram'),
  'save detected map': passedOn('save_detected_map'),
  'inpaint crop input image': passedOn('inpaint_crop_input_image'),
  enabled: yesOrNo((draft, on) => {
    draft.off = !on
  }),
}

/**
 * The units of ControlNet that an infotext tells, in their order: each in one value, as sd-webui-controlnet and Forge write them, or each
 * setting in a key of its own, as before May 2023. Numbers out of range become the nearest that is allowed. Never throws; linear in the length
 * of the values.
 */
export function unitsOfInfotext(parameters: ReadonlyMap<string, string>): ToldUnits {
  const drafts = new Map<number, Draft>()
  const [used, left, odd]: [Set<string>, string[], OddNumber[]] = [new Set(), [], []]
  const read = (place: string | undefined, title: string, setting: string, text: string) => {
    const at = Number(place ?? 0)
    const draft = drafts.get(at) ?? { settings: {}, others: {}, off: false }
    const word = setting.trim().toLowerCase().replace(/[/_]/g, ' ')
    const reader = Object.hasOwn(READERS, word) ? READERS[word] : undefined
    const key = `${title} ${setting.trim()}`
    if (
      reader?.(draft, text.trim(), (told, taken) =>
        odd.push({ key, told, taken: taken === null ? null : String(taken) }),
      )
    )
      drafts.set(at, draft)
    else left.push(key)
  }
  for (const [key, value] of parameters) {
    const [isUnit, setting] = [UNIT.exec(key), SETTING.exec(key)]
    if (isUnit !== null && value.length <= LONGEST) {
      const pairs = value.split(BETWEEN).map((pair) => [...pair.split(/:(.*)/s), ''] as const)
      if (!pairs.some(([word = '']) => /^(module|preprocessor|model)$/i.test(word.trim()))) continue
      used.add(key)
      for (const [word = '', text = ''] of pairs) read(isUnit[1], key, word, text)
    } else if (setting !== null && Object.hasOwn(READERS, setting[3]?.toLowerCase() ?? '')) {
      used.add(key)
      read(setting[2], setting[1] ?? '', setting[3] ?? '', value)
    }
  }
  const units = [...drafts]
    .sort(([a], [b]) => a - b)
    .flatMap(([, draft]) => unitOf(draft))
    .slice(0, MOST_UNITS)
  return { units, used, left, odd }
}

/** What is not told is as ControlNet has it. */
function unitOf({ settings, others, off }: Draft): UnitFields[] {
  if (off || (settings.module === undefined && settings.model === undefined)) return []
  const { start = 0, end = 1 } = settings
  // A server refuses a unit that ends before it begins.
  const range = { start: Math.min(start, end), end: Math.max(start, end) }
  return [{ ...withSettings({ ...NEW_UNIT, pixel_perfect: false }, { ...settings, ...range }), ...others }]
}

/** Units in words: what each looks for, with what, and how much it counts. */
export const unitsInWords = (units: readonly UnitFields[]): string =>
  units
    .map(({ module, model, weight }) =>
      [module, model, weight]
        .filter((each) => each !== undefined && !/^none$/i.test(String(each)))
        .join(' · '),
    )
    .join('; ')
