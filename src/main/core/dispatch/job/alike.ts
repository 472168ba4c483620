import { plainText } from '../../../../shared/words/catalogue.ts'
import type { Reason, Words } from '../../../../shared/words/reason.ts'

/** A sentence of old as a reason. */
export const asReason = (words: Words): Reason => (typeof words === 'string' ? plainText(words) : words)

/** They say the same, with the same names and numbers. */
export const isAlike = (one: Words, other: Words): boolean =>
  one === other || JSON.stringify(asReason(one)) === JSON.stringify(asReason(other))

/** `reason` is, or holds, what `words` say. */
export const holds = (reason: Reason, words: Words): boolean =>
  isAlike(reason, words) ||
  Object.values(reason.params).some(
    (param) =>
      (typeof param === 'string' && isAlike(param, words)) ||
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
