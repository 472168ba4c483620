import { plainText } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'

/** They say the same, with the same names and numbers. */
export const isAlike = (one: Reason, other: Reason): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)

/** `reason` is, or holds, what `words` say. */
export const holds = (reason: Reason, words: Reason): boolean =>
  isAlike(reason, words) ||
  Object.values(reason.params).some(
    (param) =>
      (typeof param === 'string' && isAlike(plainText(param), words)) ||
      (typeof param === 'object' && 'kind' in param && holds(param, words)),
  )

/** Those for whom the same holds, named together, in the order of the first of each. */
export function togetherBy<Said>(
  entries: readonly (Said & { readonly name: string })[],
  isSame: (one: Said, other: Said) => boolean,
): readonly (Said & { readonly names: readonly string[] })[] {
  const groups: (Said & { names: string[] })[] = []
  for (const entry of entries) {
    const known = groups.find((group) => isSame(group, entry))
    if (known === undefined) groups.push({ ...entry, names: [entry.name] })
    else known.names.push(entry.name)
  }
  return groups
}
