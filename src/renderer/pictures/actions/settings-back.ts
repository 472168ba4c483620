import type { GenerationRequest } from '../../../shared/generation.ts'
import type { JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { imageNumber } from '../../../shared/words/image-number.ts'
import { say } from '../../../shared/words/say.ts'
import { replaceForm, settingsOfImage } from '../../state/edit-form.ts'
import { goTo } from '../../state/navigation.ts'
import { requestOfJob } from '../request-of-job.ts'

/**
 * Puts how a picture was made into the form, and shows it: all that its job was asked for, in this session or an earlier one that the
 * history still has; else what the picture itself tells.
 */
export async function settingsBack(image: StoredImage): Promise<void> {
  const request = await requestOf(image.jobId)
  goTo('generate')
  replaceForm(
    settingsOfImage(image, request),
    say('pictures.settings.used', { number: imageNumber(image.index) }),
  )
}

/** How it was made larger says nothing about how it was made. */
async function requestOf(jobId: JobId): Promise<GenerationRequest | undefined> {
  const request = await requestOfJob(jobId)
  return request?.upscale === null ? request : undefined
}
