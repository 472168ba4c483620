import type { GenerationRequest } from '../../shared/generation.ts'
import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { askToUpscaleAgain } from '../inputs/upscale.ts'
import { attempt } from '../state/call.ts'
import { fillForm } from '../state/fill-form.ts'
import { goTo } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'

export type SeedChoice = 'same-seed' | 'new-seed'

/** What a job was asked for, to be asked again. */
export function requestAgain(
  { request, seed, subseed }: Pick<JobView, 'request' | 'seed' | 'subseed'>,
  choice: SeedChoice,
): GenerationRequest {
  return choice === 'same-seed' ? { ...request, seed, subseed } : { ...request, seed: -1 }
}

/** The whole of a job: from the store while this session knows it, else from the history. A toast says when there is none. */
export async function wholeJob(id: JobId, failed: string): Promise<JobView | null> {
  const known = usePanel.getState().jobsById[id]
  if (known) return known
  return (await attempt('pastJob', { jobId: id }, failed))?.job ?? null
}

/** Puts what a job was asked for into the form, and shows it. */
export async function takeSettings(id: JobId, choice: SeedChoice): Promise<void> {
  const job = await wholeJob(id, say('queue.failed.read-settings'))
  if (!job) return
  goTo('generate')
  takeRequest(
    choice === 'same-seed' ? requestAgain(job, choice) : job.request,
    say('generate.form.has-job', { number: job.number }),
  )
}

/** Puts a request where it can be changed: into the form, or into the dialog of pictures that are made larger. `done`: what the toast says. */
export function takeRequest(request: GenerationRequest, done: string): void {
  if (request.upscale === null) void fillForm(request, done)
  else askToUpscaleAgain(request)
}
