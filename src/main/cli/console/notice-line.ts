import type { Notice } from '../../../shared/contract.ts'
import { inWords, say } from '../../../shared/words/say.ts'

/** What happened, in one line. */
export const noticeLine = ({ title, text }: Notice): string =>
  inWords(text) === '' ? inWords(title) : say('cli.notice', { title, text })
