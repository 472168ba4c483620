import { useEffect, useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { problemFrom } from './problem-error.ts'

/** What became of a question to the main process. */
export type Asked<Answer> =
  | { readonly at: 'loading' }
  | { readonly at: 'failed'; readonly problem: Problem; readonly again: () => void }
  | { readonly at: 'ready'; readonly answer: Answer }

type Outcome<Answer> = { readonly answer: Answer } | { readonly problem: Problem }

interface Last<Answer> {
  readonly subject: string
  readonly outcome: Outcome<Answer>
}

/**
 * Asks when it is shown, again when the subject or `since` changes, and when a person tries again. The last answer about the same
 * subject stays while the next is on its way. `subject`: what is asked about; null: nothing is asked.
 */
export function useAsked<Subject extends string, Answer>(
  subject: Subject | null,
  since: unknown,
  ask: (subject: Subject) => Promise<Answer>,
): Asked<Answer> {
  const [last, setLast] = useState<Last<Answer> | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `since` and `round` ask anew, the function is the same
  useEffect(
    () => (subject === null ? undefined : settle(ask(subject), (outcome) => setLast({ subject, outcome }))),
    [subject, since, round],
  )
  if (last === null || last.subject !== subject) return { at: 'loading' }
  if ('answer' in last.outcome) return { at: 'ready', answer: last.outcome.answer }
  const again = () => {
    setLast(null)
    setRound((count) => count + 1)
  }
  return { at: 'failed', problem: last.outcome.problem, again }
}

/** Tells how a question ended. Returns what makes its outcome unwanted. */
export function settle<Answer>(asked: Promise<Answer>, tell: (outcome: Outcome<Answer>) => void): () => void {
  let wanted = true
  asked.then(
    (answer) => {
      if (wanted) tell({ answer })
    },
    (error) => {
      if (wanted) tell({ problem: problemFrom(error) })
    },
  )
  return () => {
    wanted = false
  }
}
