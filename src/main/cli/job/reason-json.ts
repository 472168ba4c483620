import type { Reason } from '../../../shared/words/reason.ts'
import { inWords } from '../../../shared/words/say.ts'

/** Kind of a reason, for programs that must not read sentences; null: it has only words of its own, as earlier versions stored them. */
const kindOf = ({ kind }: Reason): string | null => (kind === 'common.text' ? null : kind)

/**
 * Why something is as it is, in a line of JSON: `reason` for people, `reasonKind` for programs. `time` 'past': as it was while a job ran
 * that is over.
 */
export const reasonJson = (words: Reason, time: 'now' | 'past' = 'now') => ({
  reason: inWords(words, time),
  reasonKind: kindOf(words),
})

/** The same of a note on a plan. */
export const noteJson = (words: Reason) => ({ note: inWords(words), noteKind: kindOf(words) })
