import { z } from 'zod'

/**
 * `__name__` as a regular expression's source, for the flag u: letters of any script, blanks and a few signs inside, folders with `/`, `*`
 * for any part of a name. What stands between the underscores is bounded, so that looking for it stays linear.
 */
export const WILDCARD_REFERENCE = String.raw`__(?![ .])((?:(?!__)[\p{L}\p{M}\p{N}_ +\-/.()'&*]){1,200})(?<![ .])__`

/** Whether a name in a prompt means this list: `*` stands for anything but a folder's `/`, `**` for anything. */
export function matchesListName(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name
  // What the pattern's first characters can have matched so far: bit n is set where they match the first n of the name.
  let reached = new Set([0])
  for (let at = 0; at < pattern.length && reached.size > 0; at++) {
    const char = pattern[at]
    const deep = char === '*' && pattern[at + 1] === '*'
    if (deep) at++
    reached = char === '*' ? starred(reached, name, deep) : stepped(reached, name, char)
  }
  return reached.has(name.length)
}

const stepped = (reached: ReadonlySet<number>, name: string, char: string | undefined) =>
  new Set([...reached].filter((at) => at < name.length && name[at] === char).map((at) => at + 1))

function starred(reached: ReadonlySet<number>, name: string, deep: boolean): Set<number> {
  const all = new Set<number>()
  let open = false
  for (let at = 0; at <= name.length; at++) {
    open = reached.has(at) || (open && (deep || name[at - 1] !== '/'))
    if (open) all.add(at)
  }
  return all
}

/** A list of the wildcard folder: `__name__` in a prompt draws one of its lines for each image. */
export const WildcardList = z.object({
  name: z.string(),
  lines: z.number().int(),
  /** the first line, at most 80 characters */
  sample: z.string(),
})
export type WildcardList = z.infer<typeof WildcardList>

export const Wildcards = z.object({
  /** absolute path */
  folder: z.string(),
  lists: z.array(WildcardList),
})
export type Wildcards = z.infer<typeof Wildcards>
