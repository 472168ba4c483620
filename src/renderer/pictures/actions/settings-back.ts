import { GenerationRequest } from '../../../shared/generation.ts'
import type { JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { imageNumber } from '../../../shared/words/image-number.ts'
import { say } from '../../../shared/words/say.ts'
import { fillForm } from '../../state/fill-form.ts'
import { goTo } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import { keepPreset } from '../../state/presets.ts'
import { settingsOfImage } from '../../state/settings-of-image.ts'
import { showRefusal } from '../../state/toasts.ts'
import { requestOfJob } from '../request-of-job.ts'

/**
 * Puts how a picture was made into the form, and shows it: all that its job was asked for, in this session or an earlier one that the
 * history still has; else what the picture itself tells.
 */
export async function settingsBack(image: StoredImage): Promise<void> {
  const request = await requestOf(image.jobId)
  goTo('generate')
  await fillForm(
    settingsOfImage(image, request, usePanel.getState().form),
    say('pictures.settings.used', { number: imageNumber(image.index) }),
  )
}

/** Keeps how a picture was made as a preset, called by the first words of its prompt, with the picture. */
export async function presetOfPicture(image: StoredImage): Promise<void> {
  const { form } = usePanel.getState()
  const request = { ...form, ...settingsOfImage(image, await requestOf(image.jobId), form) }
  const words = image.prompt.trim().split(/\s+/).slice(0, 5).join(' ')
  const name = words || say('presets.of-image', { number: imageNumber(image.index), job: image.jobNumber })
  const parsed = GenerationRequest.safeParse(request)
  if (parsed.success) await keepPreset(name, parsed.data, image.id)
  else showRefusal(say('presets.not-valid'))
}

/** The size of a picture as the form can have it; null: it cannot, as it was made larger than that. */
export function formSizeOf(image: StoredImage | undefined): { width: number; height: number } | null {
  const { min, max, step } = LIMITS.side
  const fits = (side: number) => side >= min && side <= max && side % step === 0
  return image !== undefined && fits(image.width) && fits(image.height)
    ? { width: image.width, height: image.height }
    : null
}

/** How it was made larger says nothing about how it was made. */
async function requestOf(jobId: JobId): Promise<GenerationRequest | undefined> {
  const request = await requestOfJob(jobId)
  return request?.upscale === null ? request : undefined
}
