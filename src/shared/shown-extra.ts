import { CONTROLNET } from './control-units.ts'
import type { ExtraFields, Json } from './extra-fields.ts'
import { isRecord } from './is-record.ts'

/** The further fields of a request that no control of the form shows. */
export function unshownExtra(extra: ExtraFields): ExtraFields {
  const { alwayson_scripts: scripts, ...others } = extra
  const unshown = Object.entries(isRecord(scripts) ? (scripts as Record<string, Json>) : {}).filter(
    ([title]) => title.toLowerCase() !== CONTROLNET,
  )
  return unshown.length === 0 ? others : { ...others, alwayson_scripts: Object.fromEntries(unshown) }
}

/** Those that a control shows. */
export function shownExtra(extra: ExtraFields): ExtraFields {
  const { alwayson_scripts: scripts } = extra
  const shown = Object.entries(isRecord(scripts) ? (scripts as Record<string, Json>) : {}).filter(
    ([title]) => title.toLowerCase() === CONTROLNET,
  )
  return shown.length === 0 ? {} : { alwayson_scripts: Object.fromEntries(shown) }
}
