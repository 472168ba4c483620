import type { GenerationRequest } from '../../../shared/generation.ts'
import type { JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { imageNumber } from '../../../shared/words/image-number.ts'
import { say } from '../../../shared/words/say.ts'
import { call } from '../../state/call.ts'
import { replaceForm, settingsOfImage } from '../../state/edit-form.ts'
import { goTo } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'

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

async function requestOf(jobId: JobId): Promise<GenerationRequest | undefined> {
  const known = usePanel.getState().jobsById[jobId]
  try {
    const request = known?.request ?? (await call('pastJob', { jobId })).job.request
    // How it was made larger says nothing about how it was made.
    return request.upscale === null ? request : undefined
  } catch {
    // The history has let go of the job; the picture has most of it.
    return undefined
  }
}
