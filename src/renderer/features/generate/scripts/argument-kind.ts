import type { Json } from '../../../../shared/extra-fields.ts'
import type { ScriptArgument } from '../../../../shared/script-arguments.ts'

/** How an argument of a script is shown, as far as its description tells. */
export type ArgumentKind = 'switch' | 'slider' | 'number' | 'text' | 'choice' | 'numbered-choice' | 'json'

/** From its choices and range first, then from the value it has or begins with. */
export function argumentKind(
  { choices, value, minimum, maximum }: ScriptArgument,
  present: Json,
): ArgumentKind {
  const like = present ?? value ?? null
  if (choices !== null && choices.length > 0) {
    if (typeof like === 'number') return 'numbered-choice'
    return typeof like === 'string' ? 'choice' : 'json'
  }
  if (typeof like === 'boolean') return 'switch'
  if (typeof like === 'number')
    return minimum !== undefined && maximum !== undefined && maximum > minimum ? 'slider' : 'number'
  return typeof like === 'string' ? 'text' : 'json'
}

/** What a script begins with: what its description says, null where it does not. */
export const firstValues = (args: readonly ScriptArgument[] | null): Json[] =>
  (args ?? []).map(({ value }) => value ?? null)
