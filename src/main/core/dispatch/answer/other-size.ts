import { reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import type { BatchRequest } from '../../generation.ts'
import { hiresSize, imageSize } from '../../image-size.ts'
import { otherSizeReason, sizeStepOf } from '../../planning/server-limits.ts'
import type { Passed } from '../request/passed.ts'
import type { Verdict } from './judgement.ts'

/** A server made pictures of another size than asked: that lies in the server, and its lists tell nothing of it. */
export interface OtherSize {
  /** its sizes are multiples of so many px; null: it cannot be told what it does */
  readonly stepPx: number | null
  readonly reason: Reason
  readonly remedy: Reason
}

/** What the sizes of an answer say of its server; null: they are as asked, or something else was wrong too. */
export function otherSizeOf(
  { params }: BatchRequest,
  passed: readonly Passed[],
  verdicts: readonly Verdict[],
): OtherSize | null {
  const verdict = verdicts.find(({ flags }) => flags.includes('size-differs'))
  const made = passed.find(({ position }) => position === verdict?.position)
  if (made === undefined) return null
  const asked = imageSize(params)
  if (asked === null) return null
  // What is scaled before it is rounded, or put back into its input, says nothing certain of the step.
  const plain = params.upscale === null && hiresSize(params) === null && !params.imageToImage?.onlyMasked
  const stepPx = plain ? sizeStepOf(asked, made) : null
  if (stepPx !== null)
    return {
      stepPx,
      reason: reason('planning.size-step', { px: stepPx }),
      remedy: reason('dispatch.size-step.remedy', { px: stepPx }),
    }
  return {
    stepPx,
    reason: otherSizeReason(asked, made),
    remedy: reason('dispatch.other-size.remedy'),
  }
}
