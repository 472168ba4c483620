import type { ImageFlag } from '../../../../shared/job.ts'
import type { Reason } from '../../../../shared/words/reason.ts'

/** What one image of an answer turned out to be. */
export interface Verdict {
  readonly position: number
  /** null: none of the batch */
  readonly index: number | null
  /** a grid, a mask, a control image: kept with the pictures it came with, as none; absent: not */
  readonly attached?: true
  readonly infotext: string | null
  readonly flags: readonly ImageFlag[]
  /** kept beside the image that was asked for, as a further one of the job; absent: not */
  readonly beside?: true
}

export interface Judgement {
  readonly images: readonly Verdict[]
  /** how the server made something else than asked; its index goes back and the worker is left out */
  readonly substituted: Reason | null
  /** the first seed that differs from the one asked for: nothing that lists of the server could tell */
  readonly otherSeeds: OtherSeeds | null
}

/** A seed that was made, and the one that was asked for. */
export interface OtherSeeds {
  readonly made: number
  readonly asked: number
}
