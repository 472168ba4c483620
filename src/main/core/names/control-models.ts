import { CONTROLNET } from '../../../shared/control-units.ts'
import type { ExtraFields, Json } from '../../../shared/extra-fields.ts'
import { isRecord } from '../../../shared/is-record.ts'
import { controlModelOn } from '../../../shared/names/control-models.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'

/** The parameters with the models of ControlNet as a worker itself calls them: it takes no other hash behind a name than its own. */
export function withOwnControlModels(
  params: GenerationParams,
  capabilities: Capabilities | null,
): GenerationParams {
  const models = capabilities?.controlModels ?? null
  const scripts = params.extra.alwayson_scripts
  if (models === null || !isRecord(scripts)) return params
  const title = Object.keys(scripts).find((each) => each.toLowerCase() === CONTROLNET)
  const script = title === undefined ? null : scripts[title]
  if (title === undefined || !isRecord(script) || !Array.isArray(script.args)) return params
  const args = script.args.map((unit: Json) => named(unit, models))
  const extra = { ...params.extra, alwayson_scripts: { ...scripts, [title]: { ...script, args } } }
  return { ...params, extra: extra as ExtraFields }
}

function named(unit: Json, models: readonly string[]): Json {
  if (!isRecord(unit) || typeof unit.model !== 'string') return unit
  return { ...(unit as ExtraFields), model: controlModelOn(models, unit.model) ?? unit.model }
}
