import type { GalleryFiles } from '../gallery/gallery-files.ts'
import type { ConsoleIo } from './console/console-io.ts'
import type { ExitCode } from './console/exit-codes.ts'

/** What a command needs of the process around it. */
export interface CommandContext {
  readonly io: ConsoleIo
  /** aborted when the command is to end: by the first Ctrl+C, or because nobody reads its output any more */
  readonly signal: AbortSignal
  /** what the process exits with when the command is done */
  exitWith(code: ExitCode): void
  /** the file system of the pictures, for tests of a full disk */
  readonly files?: GalleryFiles
}
