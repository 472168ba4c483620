import { say } from '../../../../shared/words/say.ts'
import { unmatchedIn } from './brackets.ts'

/** Brackets that are told one by one. */
const MOST_TOLD = 6

/** Which brackets of a prompt have no partner, in words; null: all have. */
export function bracketWords(prompt: string): string | null {
  const unmatched = unmatchedIn(prompt)
  if (unmatched.length === 0) return null
  const brackets = unmatched.slice(0, MOST_TOLD).map(({ char }) => char)
  return say('prompt.unmatched', { count: unmatched.length, brackets: brackets.join(' ') })
}
