import { drawn } from '../../../shared/prompt-variants.ts'
import { WILDCARD_REFERENCE } from '../../../shared/wildcards.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../failure.ts'
import type { WildcardPort } from '../ports.ts'
import { lorasOf } from './lora.ts'
import type { Wildcards } from './wildcard-lists.ts'

/** `__name__`, as the wildcard extensions of sdwui read it. The panel marks the same. */
const REFERENCE = new RegExp(WILDCARD_REFERENCE, 'gu')

/** Lines of all lists of a job together; more would weigh down its journal. */
export const MOST_LINES = 20_000
/** Lists that one prompt may reach. */
const MOST_LISTS = 200
/** A line may refer to other lists, and those to others; deeper, or in a ring, the rest stays as it is written. */
const DEEPEST = 8
/** References that are filled in for one image. */
const MOST_DRAWS = 200

/** Names of the lists a text refers to, each once. */
export function wildcardNames(text: string): string[] {
  return [...new Set([...text.matchAll(REFERENCE)].flatMap(([, name]) => name ?? []))]
}

/**
 * Everything these texts can draw from, lists that are reached through other lists included; undefined: nothing. A name that there is no
 * list for is nobody's: the text stays as it is, a server may know it. Throws `bad-request` when there are too many lines.
 */
export function collectWildcards(texts: readonly string[], source: WildcardPort): Wildcards | undefined {
  const lists = new Map<string, readonly string[]>()
  const asked = new Set<string>()
  const open = texts.flatMap(wildcardNames)
  let lines = 0
  for (let name = open.pop(); name !== undefined && asked.size < MOST_LISTS; name = open.pop()) {
    if (asked.has(name)) continue
    asked.add(name)
    const list = source.lines(name)
    if (list === null || list.length === 0) continue
    lines += list.length
    if (lines > MOST_LINES) {
      throw new TributaryError(
        'bad-request',
        reason('planning.wildcards-too-long', { most: MOST_LINES }),
        reason('planning.wildcards-too-long.remedy', { name }),
      )
    }
    lists.set(name, list)
    open.push(...list.flatMap(wildcardNames))
  }
  if (lists.size === 0) return undefined
  const loras = new Set([...lists.values()].flatMap((list) => list.flatMap(lorasOf)))
  return { lists, loras: [...loras] }
}

/**
 * Prompt and negative prompt of one index, with its wildcards and alternatives drawn. The same seed draws the same wherever and in whatever
 * order images are made.
 */
export function promptsOfIndex(
  params: {
    readonly prompt: string
    readonly negativePrompt: string
    readonly seed: number
    readonly runFirst?: number
    readonly wildcards?: Wildcards
    readonly drawsVariants?: boolean
  },
  index: number,
): { prompt: string; negativePrompt: string } {
  const { prompt, negativePrompt, wildcards, seed, runFirst = 0, drawsVariants = false } = params
  if (wildcards === undefined && !drawsVariants) return { prompt, negativePrompt }
  const draws = new Draws(seed + index - runFirst)
  const filled = (text: string) => (wildcards === undefined ? text : draws.fillIn(text, wildcards, 0))
  const texts = { prompt: filled(prompt), negativePrompt: filled(negativePrompt) }
  if (!drawsVariants) return texts
  return {
    prompt: drawn(texts.prompt, (count) => draws.below(count)),
    negativePrompt: drawn(texts.negativePrompt, (count) => draws.below(count)),
  }
}

/** The lines drawn for one image, in the order of the text. */
class Draws {
  #state: number
  #left = MOST_DRAWS

  constructor(seed: number) {
    // Seeds of a job are neighbours and may go beyond 32 bits: both halves are stirred.
    this.#state = stirred((seed >>> 0) ^ Math.imul(Math.floor(seed / 2 ** 32) + 1, 0x9e3779b1))
  }

  fillIn(text: string, { lists, loras }: Wildcards, depth: number): string {
    return text.replace(REFERENCE, (written: string, name: string) => {
      const list = lists.get(name)
      if (list === undefined || depth >= DEEPEST || this.#left <= 0) return written
      this.#left--
      const line = list[this.below(list.length)] ?? written
      return this.fillIn(line, { lists, loras }, depth + 1)
    })
  }

  /** Even in 0..count-1 but for a bias below count / 2^32. */
  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    return Math.floor((stirred(this.#state) / 2 ** 32) * count)
  }
}

/** The finisher of mulberry32: every bit of what goes in changes half of the bits that come out. */
function stirred(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return (mixed ^ (mixed >>> 14)) >>> 0
}
