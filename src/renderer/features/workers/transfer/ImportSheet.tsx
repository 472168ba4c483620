import type { ImportPreview } from '../../../../shared/transfer.ts'
import { ImportReview } from './ImportReview.tsx'
import { ImportSource } from './ImportSource.tsx'

/** Machines from elsewhere: first the file or text, then what it would do, and only then it is done. */
export function ImportSheet({ preview }: { preview: ImportPreview | null }) {
  return preview === null ? <ImportSource /> : <ImportReview preview={preview} />
}
