import { say } from '../../../../shared/words/say.ts'
import { startFrom } from '../../../inputs/start-from.ts'
import { readTextFile } from '../../../state/read-text-file.ts'
import { showRefusal } from '../../../state/toasts.ts'
import { isInfotext, MOST_TEXT, useReview } from './review.ts'

/** Takes pictures to start from; of a single one that tells how it was made, it is asked whether that is wanted instead. */
export function takeIn(files: readonly File[]): void {
  void startFrom(files, (picture, infotext) =>
    useReview.setState({ reviewed: { from: 'picture', infotext, picture } }),
  )
}

const isText = ({ type, name }: File): boolean => type.startsWith('text/') || /\.(txt|text)$/i.test(name)

/** Takes what was dropped: pictures as above, or a file of text that tells how a picture was made. What is neither is refused by name. */
export async function takeDropped(files: readonly File[]): Promise<void> {
  const [first] = files
  if (first === undefined || files.length > 1 || !isText(first)) {
    takeIn(files)
    return
  }
  const read = await readTextFile(first, MOST_TEXT)
  if ('text' in read && isInfotext(read.text))
    useReview.setState({
      reviewed: { from: 'text', infotext: read.text, file: first.name, paste: null },
    })
  else
    showRefusal(
      say('why' in read && read.why === 'unreadable' ? 'review.unreadable' : 'review.tells-nothing', {
        file: first.name,
      }),
    )
}

/** Takes the pictures of folders that were dropped, a run of images for each. */
export async function takeFolders(pictures: Promise<File[]>): Promise<void> {
  try {
    const files = await pictures
    if (files.length > 0) await startFrom(files)
    else showRefusal(say('start.no-picture-dropped'))
  } catch (error) {
    showRefusal(
      say('start.folder-unreadable', { error: error instanceof Error ? error.message : String(error) }),
    )
  }
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
  useReview.setState({ reviewed: { from: 'text', infotext: text, file: null, paste } })
  return true
}
