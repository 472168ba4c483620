/** What became of what was given to a command, for its report. */
export interface Given {
  /** what was done to pictures, and what else there is to say, in words */
  readonly notes: readonly string[]
  /** files that cannot be used: the others are */
  readonly unusable: readonly UnusableFile[]
  /** names of what stands in a body or in settings and is not used */
  readonly notUsed: readonly string[]
}

export interface UnusableFile {
  readonly file: string
  readonly reason: string
}

export const NOTHING_GIVEN: Given = { notes: [], unusable: [], notUsed: [] }
