import type { ImageFlag } from '../../../../shared/job.ts'
import type { Reason } from '../../../../shared/words/reason.ts'

/** How a picture differs from what was asked: its flag, and what its server did. */
export interface Difference {
  readonly flag: ImageFlag
  readonly what: Reason
}

/** A worker may call a thing whatever it likes; what a person reads of it ends somewhere. Characters. */
const LONGEST_NAME = 200

/** A name as it stands in a sentence. */
export const shortName = (name: string): string =>
  name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME)}…`
