import type { GenerationRequest } from '../../shared/generation.ts'
import { picturesOf, pictureWords, withoutMasks, withoutPictures } from '../../shared/request-pictures.ts'
import { inWords, say } from '../../shared/words/say.ts'
import { attempt } from './call.ts'
import { replaceForm } from './edit-form.ts'
import type { MissingPictures } from './form.ts'
import { showRefusal } from './toasts.ts'

/**
 * Puts settings that were kept somewhere into the form, with a way back. Pictures that they name and that are not stored on this computer are
 * left out, and named. `done`: what the toast says.
 */
export async function fillForm(settings: Partial<GenerationRequest>, done: string): Promise<void> {
  const missing = await missingOf(settings)
  if (missing === null) {
    replaceForm(settings, done)
    return
  }
  replaceForm(withoutPictures(settings, new Set(missing.pictures.map(({ id }) => id))), done, missing)
  const { pictures, how } = missing
  showRefusal(
    say('start.missing', {
      count: pictures.length,
      pictures: pictureWords(pictures).map((what) => inWords(what)),
    }),
    how === null ? undefined : say('start.missing.none-left'),
  )
}

/** What settings name and is not stored; null: nothing, or nobody could be asked, which is told. */
async function missingOf(settings: Partial<GenerationRequest>): Promise<MissingPictures | null> {
  const used = picturesOf(settings)
  if (used.length === 0) return null
  const ids = [...new Set(used.map(({ id }) => id))]
  const answer = await attempt('missingInputs', { ids }, say('start.failed.look'))
  const gone = new Set<string>(answer?.missing)
  if (gone.size === 0) return null
  const { inputs = [], imageToImage = null } = settings
  const none = inputs.every(({ id }) => gone.has(id))
  return {
    pictures: used.filter(({ id }) => gone.has(id)),
    how: none && imageToImage !== null ? withoutMasks(imageToImage, gone, []) : null,
  }
}
