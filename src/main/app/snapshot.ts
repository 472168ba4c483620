import type { Snapshot } from '../../shared/contract.ts'
import type { Dispatcher } from '../core/dispatch/dispatcher.ts'
import type { Fleet } from '../fleet/fleet.ts'
import type { Gallery } from '../gallery/gallery.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Notices } from './notices.ts'
import type { OffersWatch } from './offers-watch.ts'

/** Pictures of this session's jobs that a snapshot carries; older ones come by `listImages`. */
const MOST_IMAGES = 20_000

/** Everything the panel needs to draw itself from nothing. */
export function takeSnapshot(parts: {
  fleet: Fleet
  offers: OffersWatch
  dispatcher: Dispatcher
  gallery: Gallery
  settings: SettingsStore
  notices: Notices
  outputFolder: string
  timeScale: number
  now: number
  appVersion: string
  runtime: string
}): Snapshot {
  const { fleet, offers, dispatcher, gallery, settings, notices, ...rest } = parts
  const jobs = dispatcher.jobs()
  return {
    appVersion: rest.appVersion,
    runtime: rest.runtime,
    platform: process.platform,
    timeScale: rest.timeScale,
    now: rest.now,
    settings: settings.get(),
    outputFolder: rest.outputFolder,
    workers: fleet.views(),
    offers: offers.current,
    jobs,
    queuePaused: dispatcher.queuePaused,
    batches: dispatcher.batches(),
    images: jobs.flatMap((job) => gallery.imagesOfJob(job.id)).slice(-MOST_IMAGES),
    deleted: jobs.flatMap(({ id }) => gallery.deletedIndexes(id).map((index) => ({ jobId: id, index }))),
    notices: notices.newest(),
  }
}
