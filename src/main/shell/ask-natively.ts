import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron'
import { say } from '../../shared/words/say.ts'
import type { Question } from './confirmed-calls.ts'

/** Characters of a detail that are shown; a command can be 2000 long. */
const MOST_DETAIL = 3_000

/** Asks in a dialog of the system, which the page can neither see nor answer. Escape and closing it decline. */
export async function askNatively(owner: BrowserWindow | null, question: Question): Promise<boolean> {
  const options: MessageBoxOptions = {
    type: 'warning',
    message: question.title,
    detail: question.detail.slice(0, MOST_DETAIL),
    buttons: [question.decline ?? say('shell.cancel'), question.agree],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  const { response } = await (owner === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(owner, options))
  return response === 1
}
