/** Values as they are written for `axisValues`, which reads them back: what has a comma, a quote or blanks at its ends stands in quotes. */
export const written = (values: readonly string[]): string =>
  values.map((value) => (isPlain(value) ? value : `"${value.replaceAll('"', '""')}"`)).join(', ')

const isPlain = (value: string): boolean => value !== '' && value.trim() === value && !/[",\n]/.test(value)

/** The prompts of a text, one per line. */
export const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The text as it was typed as long as it means these values, else the values as they are written. */
export const shownText = (
  typed: string,
  values: readonly string[],
  how: {
    readonly read: (text: string) => readonly string[] | null
    readonly write: (values: readonly string[]) => string
  },
): string => (sameValues(how.read(typed) ?? [], values) ? typed : how.write(values))

const sameValues = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((value, at) => value === others[at])
