import { useEffect, useState } from 'react'
import type { GenerationRequest } from '../../../shared/generation.ts'
import type { InputPicture } from '../../../shared/input-picture.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { inputAt } from '../../../shared/run-count.ts'
import { requestOfJob } from '../../pictures/request-of-job.ts'

/** What a picture was made from, and how that lies in the shape of the result. */
export interface MadeFrom {
  readonly input: InputPicture
  readonly fit: 'fill' | 'cover' | 'contain'
}

/** null: it was made from a prompt alone, or nobody knows any more. */
export function madeFrom(request: GenerationRequest, { index }: Pick<StoredImage, 'index'>): MadeFrom | null {
  const input = inputAt(request, index)
  return input && { input, fit: fitOf(request) }
}

function fitOf({ imageToImage: how, upscale }: GenerationRequest): MadeFrom['fit'] {
  if (how === null) return upscale?.crop ? 'cover' : 'fill'
  // The result has the shape of what it was made from.
  if (how.ownSize || (how.onlyMasked && how.mask !== null)) return 'fill'
  if (how.resizeMode === 'crop') return 'cover'
  return how.resizeMode === 'fill' ? 'contain' : 'fill'
}

/** Asks what a picture was made from; null: nothing, or not known yet. */
export function useMadeFrom(image: StoredImage): MadeFrom | null {
  const { id, jobId, index } = image
  const [known, setKnown] = useState<{ readonly id: string; readonly from: MadeFrom | null } | null>(null)
  useEffect(() => {
    let here = true
    void requestOfJob(jobId).then(
      (request) =>
        here && setKnown({ id, from: request === undefined ? null : madeFrom(request, { index }) }),
    )
    return () => {
      here = false
    }
  }, [id, jobId, index])
  return known?.id === id ? known.from : null
}
