import type { JobView } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { resume } from '../../jobs/steer-job.ts'
import { takeSettings } from '../../jobs/take-settings.ts'

/** The next step for the problem of a job, as a button of its note; undefined: its words alone help. */
export function problemAction({
  id,
  state,
  problem,
}: Pick<JobView, 'id' | 'state' | 'problem'>):
  | { readonly label: string; readonly run: () => void }
  | undefined {
  if (state === 'storing-paused') return { label: say('panel.try-again'), run: () => void resume(id) }
  if (problem?.kind === 'input-missing')
    return {
      label: say('generate.job.use-settings-and-seed'),
      run: () => void takeSettings(id, 'same-seed'),
    }
  return undefined
}
