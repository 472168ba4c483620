import { isDetailer } from '../../../../shared/always-on.ts'
import { say } from '../../../../shared/words/say.ts'

/** A script as people read it: servers list their titles in small letters. */
export const scriptName = (title: string): string =>
  isDetailer(title) ? say('scripts.detailer') : title.charAt(0).toUpperCase() + title.slice(1)
