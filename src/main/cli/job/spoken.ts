import type { Words } from '../../../shared/words/reason.ts'
import { inWords } from '../../../shared/words/say.ts'

/** Kind of a reason, for programs that must not read sentences; null: a sentence that an earlier version stored. */
const kindOf = (words: Words): string | null => (typeof words === 'string' ? null : words.kind)

/**
 * Why something is as it is, in a line of JSON: `reason` for people, `reasonKind` for programs. `time` 'past': as it was while a job ran
 * that is over.
 */
export const spokenReason = (words: Words, time: 'now' | 'past' = 'now') => ({
  reason: inWords(words, time),
  reasonKind: kindOf(words),
})

/** The same of a note on a plan. */
export const spokenNote = (words: Words) => ({ note: inWords(words), noteKind: kindOf(words) })
