import { startFrom } from '../../../inputs/start-from.ts'
import { isInfotext, useReview } from './review.ts'

/** Takes pictures to start from; of a single one that tells how it was made, it is asked whether that is wanted instead. */
export function takeIn(files: readonly File[]): void {
  void startFrom(files, (picture, infotext) =>
    useReview.setState({ reviewed: { from: 'picture', infotext, picture } }),
  )
}

const FIELD = 'input, textarea, [contenteditable="true"]'

/** Takes a pasted text that tells how a picture was made; answers false for any other, which is for the field it was pasted into. */
export function takeText(text: string, target: EventTarget | null): boolean {
  if (!isInfotext(text)) return false
  const field = target instanceof HTMLElement ? target.closest<HTMLElement>(FIELD) : null
  const paste =
    field &&
    (() => {
      field.focus()
      document.execCommand('insertText', false, text)
    })
  useReview.setState({ reviewed: { from: 'text', infotext: text, paste } })
  return true
}
