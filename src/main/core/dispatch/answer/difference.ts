import type { ImageFlag } from '../../../../shared/job.ts'

/** How a picture differs from what was asked: its flag, and in words that complete "it …". */
export interface Difference {
  readonly flag: ImageFlag
  readonly words: string
}
