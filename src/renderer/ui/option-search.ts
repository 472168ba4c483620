export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  /** right of the label, muted: "on 2 of 3" */
  readonly aside?: string
  readonly disabled?: boolean
}

/** How many options are drawn at once; typing narrows the rest down. */
export const OPTIONS_SHOWN = 200

/** What can be chosen: not what only stands in the closed field while nothing is ("Add a script…"). */
export const choicesOf = <Value extends string>(
  options: readonly Option<Value>[],
  chosen: Value,
): readonly Option<Value>[] => options.filter(({ value, disabled }) => value !== chosen || disabled !== true)

/**
 * The options that match what is typed: every word must occur in the label or the value. Labels that start with the
 * text come first; otherwise the given order stays.
 */
export function searchOptions<Value extends string>(
  options: readonly Option<Value>[],
  typed: string,
): readonly Option<Value>[] {
  const text = typed.trim().toLowerCase()
  if (text === '') return options.slice(0, OPTIONS_SHOWN)
  const words = text.split(/\s+/)
  const matching = options.filter(({ label, value }) => {
    const haystack = `${label} ${value}`.toLowerCase()
    return words.every((word) => haystack.includes(word))
  })
  const starts = (option: Option<Value>) => option.label.toLowerCase().startsWith(text)
  return [...matching.filter(starts), ...matching.filter((option) => !starts(option))].slice(0, OPTIONS_SHOWN)
}

/** Characters of the longest label. */
export const longestLabel = (options: readonly Option<string>[]): number =>
  options.reduce((longest, { label }) => Math.max(longest, label.length), 0)
