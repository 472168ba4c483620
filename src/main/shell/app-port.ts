import type { WorkerId } from '../../shared/ids.ts'
import type { Sheet } from '../../shared/sheet.ts'
import type { EventListener } from '../app/events.ts'
import type { AppHandlers } from '../app/handlers.ts'

export type { EventListener } from '../app/events.ts'

/** What the shell needs of the app: the answers to the panel's calls, its events, its pictures. */
export interface ShellApp {
  readonly handlers: AppHandlers
  /** Returns what ends the subscription. */
  subscribe(listener: EventListener): () => void
  /** Answers `tributary://image/<id>`, `thumb/<id>` and `preview/<batch>`. */
  serve(request: Request): Promise<Response>
  /** false: nobody looks at the panel, so idle machines are asked less often */
  setAttentive(attentive: boolean): void
  /** the system says that it goes to sleep, and that it has slept */
  suspended(): void
  resumed(): void
  /** absolute path of a stored picture; null when the index does not know it */
  imagePath(id: string): Promise<string | null>
  /** a stored picture as PNG; null when the index does not know it or its file is gone */
  imagePng(id: string): Promise<Buffer | null>
  /** Writes a table of pictures as one PNG file, and tells of its progress by `sheetProgressed`. Throws `bad-request`, rejects with errors of the file system. */
  writeSheet(sheet: Sheet, file: string): Promise<{ readonly scale: number }>
  /** what a worker's sync command would run, in words; throws `bad-request` or `not-found` */
  syncCommand(id: WorkerId): string
}
