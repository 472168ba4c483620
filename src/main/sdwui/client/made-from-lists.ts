import { isDetailer } from '../../../shared/always-on.ts'
import type { ModuleSlider } from '../../../shared/control-modules.ts'
import { CONTROLNET } from '../../../shared/control-units.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import { DETAILER_MODELS_PATH } from '../protocol/detailer-models.ts'
import type { ServerFacts } from '../protocol/server-facts.ts'
import { record } from './detect-kind.ts'
import { serverName } from './server-text.ts'

/** What a route tells; null: the server does not have it, undefined: it does not tell for now. `fields`: all that is read of its objects; null: all. */
export type AskForList = (path: string, fields?: readonly string[] | null) => Promise<unknown>

/** Names of a list, all values of these keys; as `last` where it was not told for now. */
export type NamesOf = (
  told: unknown,
  keys: readonly string[],
  last: string[] | null | undefined,
) => Promise<string[] | null>

type Lists = Pick<
  Capabilities,
  'faceRestorers' | 'controlModels' | 'controlModules' | 'controlSliders' | 'detailerModels'
>

/**
 * What a server has for images that are made from others, or under their control, and for parts that are made anew. Extensions are asked for
 * their lists only where they are built in or may be among the scripts.
 */
export async function madeFromLists(
  ask: AskForList,
  known: {
    readonly scripts: readonly string[] | null
    readonly facts: Pick<ServerFacts, 'controlNetBuiltIn'>
    readonly before: Capabilities | null
    readonly names: NamesOf
  },
): Promise<Lists> {
  const { scripts, facts, before, names } = known
  const mayHave =
    facts.controlNetBuiltIn || scripts === null || scripts.some((title) => title.toLowerCase() === CONTROLNET)
  const [restorers, models, modules, detailer] = await Promise.all([
    ask('/sdapi/v1/face-restorers'),
    mayHave ? ask('/controlnet/model_list', ['model_list']) : null,
    mayHave ? ask('/controlnet/module_list', null) : null,
    scripts?.some(isDetailer) === true ? ask(DETAILER_MODELS_PATH, ['ad_model']) : null,
  ])
  const listed = (told: unknown, name: string) =>
    told === null || told === undefined ? told : record(told)[name]
  const sliders = modules === undefined ? before?.controlSliders : slidersOf(listed(modules, 'module_detail'))
  return {
    faceRestorers: await names(restorers, ['name'], before?.faceRestorers),
    controlModels: await names(listed(models, 'model_list'), [], before?.controlModels),
    controlModules: await names(listed(modules, 'module_list'), [], before?.controlModules),
    ...(sliders === undefined ? {} : { controlSliders: sliders }),
    detailerModels: await names(listed(detailer, 'ad_model'), [], before?.detailerModels),
  }
}

/** Preprocessors whose sliders are kept; there are some seventy. */
const MOST_MODULES = 500

/** Sliders of `module_detail` by preprocessor; undefined: it tells nothing of any. */
function slidersOf(told: unknown): Capabilities['controlSliders'] {
  const known = Object.entries(record(told))
    .slice(0, MOST_MODULES)
    .flatMap(([name, detail]) => {
      const { sliders } = record(detail)
      const module = serverName(name, 300)?.toLowerCase()
      return module === undefined || !Array.isArray(sliders) ? [] : [[module, numbersOf(sliders)] as const]
    })
  // Some versions describe none: that is no news about their numbers.
  return known.some(([, sliders]) => sliders.length > 0) ? Object.fromEntries(known) : undefined
}

/** The two that are no resolution. That comes first, and is null where a preprocessor has none. */
function numbersOf([first, ...others]: readonly unknown[]): ModuleSlider[] {
  const isResolution = first === null || /resolution/i.test(String(record(first).name))
  return (isResolution ? others : [first, ...others]).slice(0, 2).flatMap((slider) => {
    const { name, value, min, max, step } = record(slider)
    const label = typeof name === 'string' ? serverName(name, 100) : null
    const numbers = [min, max, value].map(Number)
    const [least = 0, most = 0, usual = 0] = numbers
    if (label === null || !numbers.every(Number.isFinite) || most <= least) return []
    const fine = Number(step)
    return [
      {
        label,
        min: least,
        max: most,
        usual,
        step: Number.isFinite(fine) && fine > 0 ? fine : most - least > 10 ? 1 : 0.01,
      },
    ]
  })
}
