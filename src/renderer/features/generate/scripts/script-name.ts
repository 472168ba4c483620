import { isDetailer } from '../../../../shared/always-on.ts'
import { say } from '../../../../shared/words/say.ts'

/** Titles of sdwui's own scripts that have more than one capital. */
const CAPITALS = ['X/Y/Z plot', 'SD upscale']

/** A script as people read it: servers list their titles in small letters. */
export function scriptName(title: string): string {
  if (isDetailer(title)) return say('scripts.detailer')
  const known = CAPITALS.find((each) => each.toLowerCase() === title.toLowerCase())
  return known ?? title.charAt(0).toUpperCase() + title.slice(1)
}
