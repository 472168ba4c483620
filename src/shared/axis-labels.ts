import type { GridAxis } from './grid.ts'

/** Between the words of an order, as `axisLabels` spells it. */
export const ORDER_SEPARATOR = ' · '

/**
 * The values of an axis as they are applied and shown: of words every order there is of them. To be called once it is known how many there
 * are (`axisLength`).
 */
export const axisLabels = ({ field, values }: GridAxis): readonly string[] =>
  field === 'prompt-order' ? orders(values).map((words) => words.join(ORDER_SEPARATOR)) : values

function orders(words: readonly string[]): string[][] {
  if (words.length < 2) return [[...words]]
  return words.flatMap((word, at) =>
    orders([...words.slice(0, at), ...words.slice(at + 1)]).map((rest) => [word, ...rest]),
  )
}
