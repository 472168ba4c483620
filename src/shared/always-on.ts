import { CONTROLNET } from './control-units.ts'
import type { ExtraFields, Json } from './extra-fields.ts'
import { isRecord } from './is-record.ts'

/** An always-on script as a request names it. */
export interface AlwaysOnScript {
  readonly title: string
  /** in the order of GET /script-info */
  readonly args: readonly Json[]
}

const scriptsIn = ({ alwayson_scripts: scripts }: ExtraFields): Readonly<Record<string, Json>> =>
  isRecord(scripts) ? (scripts as Record<string, Json>) : {}

/** The title of an always-on script as extra fields spell it, where they name it: a body has one entry for a script. `title`: as it is called otherwise */
export const titleIn = (extra: ExtraFields, title: string): string =>
  Object.keys(scriptsIn(extra)).find((name) => name.toLowerCase() === title.toLowerCase()) ?? title

/** The always-on scripts that extra fields name, but for ControlNet, whose units are told apart (control-units.ts). */
export const alwaysOnIn = (extra: ExtraFields): AlwaysOnScript[] =>
  Object.entries(scriptsIn(extra)).flatMap(([title, script]) => {
    if (title.toLowerCase() === CONTROLNET) return []
    const args = isRecord(script) ? script.args : undefined
    return [{ title, args: Array.isArray(args) ? (args as Json[]) : [] }]
  })

/** The extra fields with a script set otherwise, or with it when they did not name it; null: without it. */
export function withAlwaysOn(extra: ExtraFields, title: string, args: readonly Json[] | null): ExtraFields {
  const { alwayson_scripts: _, ...others } = extra
  const { [title]: before, ...rest } = scriptsIn(extra)
  const fields = isRecord(before) ? before : {}
  const scripts =
    args === null ? rest : { ...scriptsIn(extra), [title]: { ...(fields as Record<string, Json>), args } }
  return Object.keys(scripts).length === 0 ? others : { ...others, alwayson_scripts: scripts }
}

/** Title of ADetailer among the scripts, as servers list it. */
const ADETAILER = 'adetailer'
export const isDetailer = (title: string): boolean => title.toLowerCase() === ADETAILER

/** What ADetailer is set to, as far as a form shows it. */
export interface DetailerSettings {
  /** what finds the parts: "face_yolov8n.pt" */
  readonly model: string
  /** of the part alone; '': that of the image */
  readonly prompt: string
  /** how sure it must be, 0..1 */
  readonly confidence: number
  /** how much is painted anew, 0..1 */
  readonly denoise: number
}

/** As ADetailer's own panel begins. */
const DETAILER_DEFAULTS: DetailerSettings = {
  model: 'face_yolov8n.pt',
  prompt: '',
  confidence: 0.3,
  denoise: 0.4,
}

/** Arguments for ADetailer that was just added: on, also for image to image, with one tab. */
export const DETAILER_ARGS: readonly Json[] = [true, false, detailerTab({}, DETAILER_DEFAULTS)]

/** What its first tab says; null: there is none. */
export function detailerIn(args: readonly Json[]): DetailerSettings | null {
  const tab = args.find(isTab)
  if (tab === undefined) return null
  const {
    ad_model: model,
    ad_prompt: prompt,
    ad_confidence: confidence,
    ad_denoising_strength: denoise,
  } = tab
  return {
    model: typeof model === 'string' ? model : DETAILER_DEFAULTS.model,
    prompt: typeof prompt === 'string' ? prompt : '',
    confidence: typeof confidence === 'number' ? confidence : DETAILER_DEFAULTS.confidence,
    denoise: typeof denoise === 'number' ? denoise : DETAILER_DEFAULTS.denoise,
  }
}

/** The arguments with another first tab; its other fields, and other tabs, stay. */
export function withDetailer(args: readonly Json[], patch: Partial<DetailerSettings>): Json[] {
  const at = args.findIndex(isTab)
  return args.map((each, place) => (place === at && isTab(each) ? detailerTab(each, patch) : each))
}

/** What ADetailer is asked to find parts with, in all of its tabs, each once; none where it is switched off. */
export function detailerModelsIn(extra: ExtraFields): string[] {
  const models = alwaysOnIn(extra)
    .filter(({ title, args }) => isDetailer(title) && args[0] !== false)
    .flatMap(({ args }) => args.filter(isTab))
    .flatMap(({ ad_model: model, ad_tab_enable: on }) =>
      typeof model === 'string' && on !== false && !/^none$/i.test(model) ? [model] : [],
    )
  return [...new Set(models)]
}

type Tab = Readonly<Record<string, Json>>
const isTab = (value: Json): value is Tab => isRecord(value)

function detailerTab(tab: Tab, { model, prompt, confidence, denoise }: Partial<DetailerSettings>): Tab {
  return {
    ...tab,
    ...(model === undefined ? {} : { ad_model: model }),
    ...(prompt === undefined ? {} : { ad_prompt: prompt }),
    ...(confidence === undefined ? {} : { ad_confidence: confidence }),
    ...(denoise === undefined ? {} : { ad_denoising_strength: denoise }),
  }
}
