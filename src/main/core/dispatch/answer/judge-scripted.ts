import type { AnswerInfo, BatchRequest } from '../../generation.ts'
import type { Passed } from '../request/passed.ts'
import type { Judgement, Verdict } from './judgement.ts'

/**
 * The images of an answer that a selectable script has made. How many there are, and what it changes from one to the next, is the script's
 * affair: nothing of it is held against the request. The first one behind a grid, or the grid where it is alone, stands for the image
 * that was asked for; all others are kept beside it. An answer that was cut short or interrupted is not whole: none of it counts.
 */
export function judgeScripted(
  request: BatchRequest,
  passed: readonly Passed[],
  info: AnswerInfo | null,
  { interrupted }: { readonly interrupted: boolean },
): Judgement {
  const first = info?.indexOfFirstImage ?? 0
  const main = passed.find(({ position }) => position >= first) ?? passed[0]
  const images = passed.map((image): Verdict => {
    const { position } = image
    const verdict = { position, infotext: image.infotext ?? info?.infotexts?.[position] ?? null }
    if (image !== main || info === null)
      return { ...verdict, index: null, flags: [], ...(info === null || interrupted ? {} : { beside: true }) }
    return { ...verdict, index: request.firstIndex, flags: interrupted ? ['partial'] : [] }
  })
  return { images, substituted: null, otherSeeds: null }
}
