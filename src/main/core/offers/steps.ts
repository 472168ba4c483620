/** Work in steps, each short: whoever runs it may let others have the thread between two of them. */
export type Steps<Result> = Generator<void, Result>

/** So many names are one step. */
export const NAMES_A_STEP = 64
