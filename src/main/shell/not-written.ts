import { reason } from '../../shared/words/catalogue.ts'
import { TributaryError } from '../core/failure.ts'

/** A file that a person chose could not be written. `error`: what was thrown */
export const notWritten = (file: string, error: unknown): TributaryError =>
  new TributaryError(
    'storage-denied',
    reason('shell.file-not-written', { file }),
    reason('shell.file-not-written.remedy'),
    { cause: error },
  )
