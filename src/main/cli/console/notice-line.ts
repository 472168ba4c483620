import type { Notice } from '../../../shared/contract.ts'
import { inWords } from '../../../shared/words/say.ts'

/** A notice as one line: "argon could not be measured: Nothing listens there." */
export const noticeLine = ({ title, text }: Pick<Notice, 'title' | 'text'>): string =>
  [inWords(title), inWords(text)].filter((words) => words !== '').join(': ')
