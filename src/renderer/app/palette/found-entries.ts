import type { PastJobLine } from '../../../shared/history.ts'
import type { JobId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { takeSettings } from '../../jobs/take-settings.ts'
import { openPicture } from '../../pictures/open-picture.ts'
import type { PanelState } from '../../state/panel-store.ts'
import type { Entry } from './entry.ts'
import { rank } from './rank.ts'

/** Pictures, newest first as they were found; one opens in the viewer, among the others that were found. */
export const pictureEntries = (images: readonly StoredImage[]): Entry[] =>
  images.map((image) => ({
    id: `picture ${image.id}`,
    group: 'panel.commands.found-pictures',
    name: image.prompt,
    verbatim: true,
    aside: say('pictures.viewer.job', { job: image.jobNumber }),
    picture: image.id,
    run: () => openPicture(image, images),
  }))

/** Prompts of jobs, newest first, each once; one fills the form with what its job was asked for. */
export function promptEntries(
  typed: string,
  state: Pick<PanelState, 'jobOrder' | 'jobsById'>,
  past: readonly PastJobLine[],
): Entry[] {
  const known = state.jobOrder.toReversed().flatMap((id) => state.jobsById[id] ?? [])
  const jobs: { id: JobId; number: number; title: string }[] = [
    ...known.filter(({ title }) => rank(typed, { name: title }) > 0),
    ...past,
  ]
  const newest = new Map<string, (typeof jobs)[number]>()
  for (const job of jobs) if (!newest.has(job.title)) newest.set(job.title, job)
  return [...newest.values()].map(({ id, number, title }) => ({
    id: `prompt ${id}`,
    group: 'panel.commands.prompts',
    name: title,
    verbatim: true,
    aside: say('generate.job', { number }),
    run: () => void takeSettings(id, 'new-seed'),
  }))
}
