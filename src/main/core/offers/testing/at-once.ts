import type { Steps } from '../steps.ts'

/** Runs all steps, one right after the other, and answers their result. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
