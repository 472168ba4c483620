import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const DAY_MS = 24 * 3600 * 1000

/** Lets a day pass over the pictures of an app that has ended. */
export function letDayPass(userData: string): void {
  const index = new DatabaseSync(join(userData, 'gallery.db'))
  try {
    index.prepare('UPDATE images SET stored_at = stored_at - ?').run(DAY_MS)
  } finally {
    index.close()
  }
}
