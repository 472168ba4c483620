/** Work in steps, each short: whoever runs it may let others have the thread between two of them. */
export type Steps<Result> = Generator<void, Result>

/** Runs all steps at once. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** So many names are one step. */
export const NAMES_A_STEP = 64
