import { create } from 'zustand'

/** A question before something is lost. */
export interface Question {
  readonly title: string
  readonly text: string
  /** on the button that does it */
  readonly label: string
  readonly run: () => void
  /** on the button that does nothing; "Cancel" where that is no answer to the question */
  readonly keep?: string
}

export const useQuestion = create<{ readonly question: Question | null }>(() => ({ question: null }))

/** Asks in a dialog; `run` is called when it is answered with yes. */
export const ask = (question: Question): void => useQuestion.setState({ question })
