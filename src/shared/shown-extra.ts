import type { ExtraFields } from './extra-fields.ts'
import { SAMPLING_NUMBERS } from './sampling-numbers.ts'

/** Further fields of a request that the form has controls for. */
const SHOWN: ReadonlySet<string> = new Set(['alwayson_scripts', ...SAMPLING_NUMBERS.map(({ name }) => name)])

const those = (extra: ExtraFields, shown: boolean): ExtraFields =>
  Object.fromEntries(Object.entries(extra).filter(([name]) => SHOWN.has(name) === shown))

/** The further fields of a request that no control of the form shows. */
export const unshownExtra = (extra: ExtraFields): ExtraFields => those(extra, false)

/** Those that a control shows. */
export const shownExtra = (extra: ExtraFields): ExtraFields => those(extra, true)
