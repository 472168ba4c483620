import type { MessageKey } from '../../../../shared/words/catalogue.ts'
import { say } from '../../../../shared/words/say.ts'
import { START_FOLD } from '../../../inputs/start-from.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { focusWhenDrawn } from '../../../ui/focus-when-drawn.ts'
import { setFold } from '../../../ui/fold-state.ts'
import { labelledControl } from '../../../ui/labelled-control.ts'

/** A field or a section of the form that can be gone to. */
interface FormPlace {
  readonly label: MessageKey
  /** section that it stands in, or is; null: it stands in the form itself */
  readonly section: { readonly fold: string; readonly title: MessageKey } | null
}

const inForm = (...labels: MessageKey[]): FormPlace[] => labels.map((label) => ({ label, section: null }))
const section = (fold: string, title: MessageKey, ...labels: MessageKey[]): FormPlace[] =>
  [title, ...labels].map((label) => ({ label, section: { fold, title } }))

/** What the form always has. What shows only once something is chosen is reached by its section. */
export const FORM_PLACES: readonly FormPlace[] = [
  ...inForm('generate.prompt', 'generate.negative-prompt', 'generate.checkpoint', 'generate.sampler'),
  ...inForm('generate.schedule', 'generate.steps', 'generate.cfg', 'generate.size', 'generate.seed'),
  ...section(START_FOLD, 'start.title'),
  ...section('hires', 'generate.hires'),
  ...section('control', 'control.title'),
  ...section('scripts', 'scripts.title'),
  ...section('variation', 'generate.variation', 'generate.variation.strength', 'generate.variation.seed'),
  ...section('vary', 'vary.title', 'vary.prompts'),
  ...section(
    ...(['more', 'generate.more', 'advanced.styles', 'generate.vae', 'advanced.refiner'] as const),
    ...(['advanced.faces', 'advanced.tiling', 'generate.clip-skip', 'request.field.save-on-worker'] as const),
  ),
  ...section('sampling', 'sampling.title', 'sampling.eta', 'sampling.churn', 'sampling.min-uncond'),
  ...section('overrides', 'overrides.title', 'overrides.key'),
  ...inForm('generate.mode', 'generate.priority'),
]

/** Goes to Generate and opens the section of a place, with the focus on its control, or on the heading of the section itself. */
export function showFormPlace({ label, section }: FormPlace): void {
  usePanel.setState({ route: 'generate', overlay: null, viewer: null })
  if (section) setFold(section.fold, true)
  focusWhenDrawn(() => {
    const form = document.querySelector('[data-region="form"]')
    // A dialog that closes keeps the focus until it is gone.
    if (!form || document.activeElement?.closest('[role="dialog"]')) return null
    return section?.title === label
      ? form.querySelector<HTMLElement>(`[data-fold="${section.fold}"]`)
      : labelledControl(form, say(label))
  })
}
