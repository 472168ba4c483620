import { GenerationRequest } from '../../shared/generation.ts'
import { call } from './call.ts'
import { formErrors } from './form-errors.ts'
import { jobsChanged } from './jobs.ts'
import { usePanel } from './panel-store.ts'
import { problemFrom } from './problem-error.ts'
import { showProblem } from './toasts.ts'

let underWay = false

/**
 * Sends the form as a job and shows it. An invalid form is not sent: Generate is shown, with the errors on the
 * fields. A second press while the first is on its way does nothing.
 */
export async function submitForm(): Promise<void> {
  if (underWay) return
  const parsed = GenerationRequest.safeParse(usePanel.getState().form)
  if (!parsed.success) {
    const [field = '', message = ''] = Object.entries(formErrors(usePanel.getState().form))[0] ?? []
    usePanel.setState({ route: 'generate', overlay: null, viewer: null })
    showProblem('Could not generate', {
      kind: 'bad-request',
      message: `${FIELD_NAMES[field] ?? field}: ${message.toLowerCase()}.`,
      remedy: null,
      field,
    })
    return
  }
  underWay = true
  usePanel.setState({ submitting: true })
  try {
    const job = await call('submitJob', { request: parsed.data })
    usePanel.setState((state) => ({
      ...jobsChanged(state, [state.jobsById[job.id] ?? job]),
      route: 'generate',
      shownJobId: null,
      viewer: null,
      overlay: null,
    }))
  } catch (error) {
    showProblem('Could not generate', problemFrom(error))
  } finally {
    underWay = false
    usePanel.setState({ submitting: false })
  }
}

/** Names of fields in sentences. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  prompt: 'Prompt',
  negativePrompt: 'Negative prompt',
  steps: 'Steps',
  cfgScale: 'CFG',
  width: 'Width',
  height: 'Height',
  seed: 'Seed',
  subseed: 'Variation seed',
  subseedStrength: 'Variation strength',
  images: 'Images',
  clipSkip: 'Clip skip',
  'hires.scale': 'Hires scale',
  'hires.steps': 'Hires steps',
  'hires.denoisingStrength': 'Denoising strength',
}
