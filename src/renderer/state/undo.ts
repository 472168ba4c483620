import { say } from '../../shared/words/say.ts'
import type { ToastAction } from './toast-action.ts'

/** What a message offers to take back. */
interface Offered {
  readonly run: () => void
  /** takes the message away */
  readonly hide: () => void
}

/** The newest last. */
let offered: readonly Offered[] = []

/** The button of a toast that takes a change back; Ctrl+Z does the same while the toast is there. */
export const undoing = (run: () => void): ToastAction => ({ label: say('panel.undo'), run, undoes: true })

/** Remembers what a toast offers to take back. Returns what forgets it, for when the toast has gone. */
export function noteOffer(offer: Offered): () => void {
  offered = [...offered, offer]
  return () => {
    offered = offered.filter((each) => each !== offer)
  }
}

/** Takes back what the newest toast with Undo offers to. Answers whether there was one. */
export function undoNewest(): boolean {
  const newest = offered.at(-1)
  if (newest === undefined) return false
  offered = offered.slice(0, -1)
  newest.hide()
  newest.run()
  return true
}
