import type { ExtraFields } from './extra-fields.ts'

/** Option that says what draws noise: graphics cards differ from kind to kind, processors do not (sdapi.md 8.1). */
const NOISE = 'randn_source'
const BY_PROCESSOR = 'CPU'

/** Options that ask every machine for noise that is the same whatever its graphics card. */
export const SAME_NOISE: ExtraFields = { [NOISE]: BY_PROCESSOR }

/** Whether options of a request ask for that. */
export const isSameNoise = (overrides: ExtraFields): boolean => overrides[NOISE] === BY_PROCESSOR

/** The options without a word about noise: each machine draws it as it is set. */
export function withOwnNoise({ [NOISE]: _, ...others }: ExtraFields): ExtraFields {
  return others
}
