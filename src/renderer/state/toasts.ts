import { toast } from 'sonner'
import type { Notice } from '../../shared/contract.ts'
import type { Problem } from '../../shared/problem.ts'
import { sentences } from '../../shared/problem.ts'
import { inWords } from '../../shared/words/say.ts'
import { failureOf } from './notices.ts'

export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

/** Says briefly that something is done, with a way to take it back or go on from it. Returns what takes the toast away. */
export function showDone(title: string, action?: ToastAction): () => void {
  const id = toast.success(title, action ? { action: buttonOf(action), duration: 8000 } : {})
  return () => void toast.dismiss(id)
}

/** The same with a second sentence and two ways on; the main one stands last. */
export function showDoneWith(
  title: string,
  { description, ways: [other, main] }: { description: string; ways: readonly [ToastAction, ToastAction] },
): void {
  toast.success(title, { description, cancel: buttonOf(other), action: buttonOf(main), duration: 12_000 })
}

const buttonOf = ({ label, run }: ToastAction) => ({ label, onClick: run })

/** Says that something is under way, until it is ended; `tell` says how far it is. */
export function showWorking(title: string): { tell(title: string): void; end(): void } {
  const id = toast.loading(title)
  return {
    tell: (words) => void toast.loading(words, { id }),
    end: () => void toast.dismiss(id),
  }
}

/** Says that something cannot be done as things are. */
export function showRefusal(title: string, description?: string): void {
  toast.warning(title, { duration: 8000, ...(description === undefined ? {} : { description }) })
}

/** Says what did not work (`title`: "Could not cancel the job"), why, and what to do. */
export function showProblem(title: string, problem: Problem, action?: ToastAction): void {
  toast.error(title, {
    description: sentences(problem),
    duration: 10_000,
    ...(action ? { action: { label: action.label, onClick: action.run } } : {}),
  })
}

/** A notice of the main process. The same notice again, or another about the same failure, replaces the toast that shows it. */
export function showNotice(notice: Notice): void {
  const show = { info: toast.info, success: toast.success, warning: toast.warning, error: toast.error }[
    notice.level
  ]
  show(inWords(notice.title), {
    id: failureOf(notice),
    description: inWords(notice.text),
    duration: notice.level === 'error' || notice.level === 'warning' ? 10_000 : 5000,
  })
}
