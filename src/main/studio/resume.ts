import type { Dispatcher } from '../core/dispatch/dispatcher.ts'
import type { JobRecord } from '../core/ports.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { Notices } from './notices.ts'

/** A job that ended with the app comes back paused, in its place of the queue, with its seeds and what is stored of it; the user decides. */
export function offerUnfinished(gallery: Gallery, dispatcher: Dispatcher, notices: Notices): void {
  for (const record of gallery.journal.unfinished()) {
    const stored = gallery.storedIndexes(record.id)
    const view = dispatcher.submit(record.request, {
      record: { ...record, state: 'paused' } satisfies JobRecord,
      storedIndexes: stored,
    })
    const missing = view.requested - view.stored
    if (missing <= 0) continue
    notices.raise({
      level: 'warning',
      title: `Job ${record.number} was not finished`,
      text: `${missing} of ${view.requested} images are still missing. Resume it to make them with the same seeds, or cancel it.`,
      jobId: record.id,
    })
  }
}
