import { type ExternalToast, toast } from 'sonner'
import type { Notice } from '../../shared/contract.ts'
import type { Problem } from '../../shared/problem.ts'
import { sentences } from '../../shared/problem.ts'
import { inWords } from '../../shared/words/say.ts'
import { failureOf } from './notices.ts'
import type { ToastAction } from './toast-action.ts'
import { noteOffer } from './undo.ts'

/** Says briefly that something is done, with a way to take it back or go on from it. Returns what takes the toast away. */
export function showDone(title: string, action?: ToastAction): () => void {
  return showWays(title, {}, action)
}

/** The same with a second sentence and two ways on; the main one stands last. */
export function showDoneWith(
  title: string,
  { description, ways: [other, main] }: { description: string; ways: readonly [ToastAction, ToastAction] },
): void {
  showWays(title, { description, duration: 12_000 }, main, other)
}

function showWays(title: string, how: ExternalToast, main?: ToastAction, other?: ToastAction): () => void {
  const undo = [main, other].find((way) => way?.undoes)
  let forget = () => {}
  const gone = () => forget()
  const button = ({ label, run }: ToastAction) => ({
    label,
    onClick: () => {
      // sonner takes it away after a click, and tells nobody.
      gone()
      run()
    },
  })
  const id = toast.success(title, {
    ...(main ? { action: button(main), duration: 8000 } : {}),
    ...(other ? { cancel: button(other) } : {}),
    ...how,
    onAutoClose: gone,
    onDismiss: gone,
  })
  const hide = () => void toast.dismiss(id)
  if (undo) forget = noteOffer({ run: undo.run, hide })
  return hide
}

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
