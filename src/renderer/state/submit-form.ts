import { firstWrong, REQUEST_NAMES } from '../../shared/field-names.ts'
import { GenerationRequest } from '../../shared/generation.ts'
import type { Priority } from '../../shared/priority.ts'
import { say } from '../../shared/words/say.ts'
import { attempt, call } from './call.ts'
import { jobsChanged } from './jobs.ts'
import { usePanel } from './panel-store.ts'
import { blockedBecause } from './plan-preview.ts'
import { problemFrom } from './problem-error.ts'
import { showDone, showProblem } from './toasts.ts'

let underWay = false

/**
 * Sends the form as a job and shows it. A form that is invalid, or that no machine could make, is not sent: Generate is shown, with the errors on the
 * fields. A second press while the first is on its way does nothing.
 */
export const submitForm = (priority: Priority = 'normal'): Promise<void> => submit({}, priority)

/** Sends the form as a job that goes on until it is stopped, whenever no other job wants the machines. */
export const submitForever = (): Promise<void> =>
  submit({ mode: 'until', until: { by: 'never', at: null }, images: 1 }, 'background')

/** `patch`: what is asked for otherwise than the form says. */
async function submit(patch: Partial<GenerationRequest>, priority: Priority): Promise<void> {
  if (underWay) return
  const parsed = GenerationRequest.safeParse({ ...usePanel.getState().form, ...patch })
  if (!parsed.success) {
    const { field, why } = firstWrong(parsed.error, REQUEST_NAMES)
    usePanel.setState({ route: 'generate', overlay: null, viewer: null })
    showProblem(say('panel.failed.generate'), {
      kind: 'bad-request',
      message: why,
      remedy: null,
      field,
    })
    return
  }
  const state = usePanel.getState()
  const blocked = state.planPreview.stale ? null : blockedBecause(state)
  if (blocked !== null) {
    usePanel.setState({ route: 'generate', overlay: null, viewer: null })
    showProblem(say('panel.failed.generate'), {
      kind: 'bad-request',
      message: blocked,
      remedy: null,
      field: null,
    })
    return
  }
  underWay = true
  usePanel.setState({ submitting: true })
  try {
    const job = await call('submitJob', { request: parsed.data, priority })
    usePanel.setState((state) => ({
      ...jobsChanged(state, [state.jobsById[job.id] ?? job]),
      route: 'generate',
      shownJobId: null,
      viewer: null,
      overlay: null,
    }))
    if (job.request.until.by === 'never' && job.request.mode === 'until')
      showDone(say('generate.forever-added', { number: job.number }), {
        label: say('generate.forever.stop'),
        run: () => void attempt('cancelJob', { jobId: job.id }, say('queue.failed.cancel')),
      })
    else if (job.state === 'paused') showDone(say('queue.added-paused', { number: job.number }))
  } catch (error) {
    showProblem(say('panel.failed.generate'), problemFrom(error))
  } finally {
    underWay = false
    usePanel.setState({ submitting: false })
  }
}
