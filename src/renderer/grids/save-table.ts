import type { ImageId } from '../../shared/ids.ts'
import { percent } from '../../shared/words/format-number.ts'
import { say } from '../../shared/words/say.ts'
import { attempt, tributary } from '../state/call.ts'
import { showDone, showWorking } from '../state/toasts.ts'
import type { GridTable } from './grid-table.ts'

/** ms of work after which a toast tells how far it is. */
const TELL_AFTER_MS = 1000
/** A title is cut behind so many letters. */
const MOST_TITLE = 500

/** Composes the table into one picture, under a name that is asked for. `at`: the picture of an image index. */
export async function saveTable(
  { columns, rows, indexes }: GridTable,
  title: string,
  at: (index: number) => ImageId | undefined,
): Promise<void> {
  let began: number | null = null
  let working: ReturnType<typeof showWorking> | null = null
  const stop = tributary().on('sheetProgressed', ({ done, of }) => {
    began ??= performance.now()
    if (performance.now() - began < TELL_AFTER_MS && working === null) return
    const words = say('vary.table.composing', { done, of })
    if (working === null) working = showWorking(words)
    else working.tell(words)
  })
  const sheet = {
    title: title.slice(0, MOST_TITLE),
    columns: [...columns.labels],
    rows: rows === null ? null : [...rows.labels],
    cells: indexes.map((index) => at(index) ?? null),
  }
  const answer = await attempt('saveSheet', { sheet }, say('vary.table.not-saved'))
  stop()
  // The compiler does not see that the listener sets it.
  ;(working as ReturnType<typeof showWorking> | null)?.end()
  if (answer?.file == null) return
  const { file, scale } = answer
  showDone(
    scale === 1
      ? say('vary.table.saved', { file })
      : say('vary.table.saved-smaller', { file, share: percent(scale) }),
  )
}
