/** An overdue thing takes a quarter of its delay longer, as far as one can tell. */
export const OVERDUE_SHARE = 0.25

/** When something that was expected at a moment, and has no progress to go by, is expected now. Fleet ms. */
export const overdue = (expected: number, now: number): number =>
  expected >= now ? expected : now + OVERDUE_SHARE * (now - expected)
