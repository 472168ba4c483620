import { say } from '../../../shared/words/say.ts'
import { FORM_PLACES, showFormPlace } from '../../features/generate/form/form-places.ts'
import type { Entry } from './entry.ts'

/** The fields and sections of the form by name; one goes to its control. */
export const fieldEntries = (): Entry[] =>
  FORM_PLACES.map((place): Entry => {
    const { label, section } = place
    const where = say(section === null || section.title === label ? 'generate.form' : section.title)
    return {
      id: `field ${label}`,
      group: 'panel.commands.fields',
      name: say(label),
      words: `${where} ${say('panel.commands.fields.words')}`,
      aside: where,
      run: () => showFormPlace(place),
    }
  })
