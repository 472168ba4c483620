/** Deeper braces stand as they are written. */
const DEEPEST = 16

/** Text, or alternatives of which one is taken: each a sequence of its own. */
type Part = string | { readonly options: readonly Sequence[] }
type Sequence = readonly Part[]

interface Open {
  readonly options: Part[][]
}

/**
 * The alternatives of a prompt: `{a|b}`, nested where one likes. Braces without `|` in them, and those that are never closed, are text.
 * Linear in the length of the text.
 */
function partsOf(text: string): Sequence {
  const open: Open[] = []
  const outermost: Part[] = []
  const current = () => open.at(-1)?.options.at(-1) ?? outermost
  let plain = 0
  const flush = (end: number) => {
    if (end > plain) current().push(text.slice(plain, end))
    plain = end
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{' && open.length < DEEPEST) {
      flush(at)
      open.push({ options: [[]] })
      plain = at + 1
    } else if (char === '|' && open.length > 0) {
      flush(at)
      open.at(-1)?.options.push([])
      plain = at + 1
    } else if (char === '}' && open.length > 0) {
      flush(at)
      plain = at + 1
      const { options } = open.pop() ?? { options: [] }
      if (options.length === 1) current().push('{', ...(options[0] ?? []), '}')
      else current().push({ options })
    }
  }
  flush(text.length)
  while (open.length > 0) {
    const { options } = open.pop() ?? { options: [] }
    const written = options.flatMap((option, at) => (at === 0 ? option : ['|', ...option]))
    current().push('{', ...written)
  }
  return outermost
}

/** How many different texts the alternatives make; 1: there are none. Never more than 2^53. */
export const combinationsOf = (text: string): number => countOf(partsOf(text))

const countOf = (sequence: Sequence): number =>
  Math.min(
    Number.MAX_SAFE_INTEGER,
    sequence.reduce(
      (product, part) =>
        typeof part === 'string'
          ? product
          : product * part.options.reduce((sum, each) => sum + countOf(each), 0),
      1,
    ),
  )

/** The text of each combination, the last alternatives changing fastest. To be called once it is known how many there are. */
export const combinationsIn = (text: string): string[] => textsOf(partsOf(text))

const textsOf = (sequence: Sequence): string[] =>
  sequence.reduce<string[]>(
    (texts, part) => {
      const own = typeof part === 'string' ? [part] : part.options.flatMap(textsOf)
      return texts.flatMap((before) => own.map((text) => before + text))
    },
    [''],
  )

/** The text with each of its alternatives drawn. `below`: a whole number from 0 up to its argument, that one left out. */
export function drawn(text: string, below: (count: number) => number): string {
  const spelled = (sequence: Sequence): string =>
    sequence
      .map((part) =>
        typeof part === 'string' ? part : spelled(part.options[below(part.options.length)] ?? []),
      )
      .join('')
  return spelled(partsOf(text))
}

/** Whether there is anything to draw. */
export const hasVariants = (text: string): boolean => text.includes('{') && combinationsOf(text) > 1
