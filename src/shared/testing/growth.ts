/** How much larger the large input is. */
const TIMES = 8
/** Linear code takes 8 times as long, quadratic code 64 times; between them there is room for caches and the garbage collector. */
const MOST_RATIO = 40
/** Below this many ms a ratio says nothing. */
const LEAST_MS = 2
const MOST_TRIES = 8

/** An input of about so many characters or bytes. */
export type Make<Input> = (size: number) => Input

export interface Growth {
  /** ms of processor time for the small and for the large input, the best of a few runs each */
  readonly small: number
  readonly large: number
  /** whether the time grew no faster than the input, as far as can be told */
  readonly linear: boolean
}

/** Runs `read` on an input and on one eight times as large. Stops at the first run that looks linear. */
export async function growthOf<Input>(
  read: (input: Input) => unknown,
  make: Make<Input>,
  size: number,
): Promise<Growth> {
  const [small, large] = [make(size), make(size * TIMES)]
  let best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY }
  for (let tried = 0; tried < MOST_TRIES; tried++) {
    best = {
      small: Math.min(best.small, await cpuMs(() => read(small))),
      large: Math.min(best.large, await cpuMs(() => read(large))),
    }
    if (isLinear(best)) return { ...best, linear: true }
  }
  return { ...best, linear: false }
}

const isLinear = ({ small, large }: { small: number; large: number }) =>
  large <= MOST_RATIO * Math.max(small, LEAST_MS)

/**
 * ms of processor time that some work takes in this process, its threads included. Other processes do not count, so that it is the same on a
 * busy machine. A refusal is an answer too: what is thrown is dropped.
 */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  try {
    await work()
  } catch {
    // How long it took to refuse is what counts.
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Pieces that the grammars of this field are made of, each a candidate for being repeated. */
export const PIECES = [
  ' ',
  'a',
  'a ',
  ',',
  ', ',
  ':',
  'a:',
  'a: ',
  'a: b, ',
  '"',
  '\\',
  '\\"',
  '[',
  ']',
  '{',
  '}',
  '[]',
  '{"a":',
  '[1,',
  '(',
  '<',
  '<lora:',
  '<lora:a:1>',
  '<a>',
  '_',
  '__',
  '__a__',
  '__a',
  '\n',
  '\r\n',
  'Negative prompt:',
  'Steps: 20, ',
  '/',
  '//',
  '\\',
  '..',
  '.',
  '-',
  '--',
  '=',
  '@',
  '%20',
  '\u001b[',
  '\u001b]',
  '\u200b',
  '\u0000',
  'é',
  '谷',
  '🌄',
  '\ud83c',
  '0',
  '9',
  '#',
  '*',
  '?',
  '&',
  ';',
  '|',
  "'",
  '`',
  '$(',
] as const

/** `before`, then `piece` again and again up to the size, then `after`. */
export const repeated =
  (piece: string, before = '', after = ''): Make<string> =>
  (size) =>
    before + piece.repeat(Math.ceil(size / piece.length)) + after
