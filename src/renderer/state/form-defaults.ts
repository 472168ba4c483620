import { GenerationRequest } from '../../shared/generation.ts'
import { say } from '../../shared/words/say.ts'
import { usePanel } from './panel-store.ts'
import { saveSettings } from './save-settings.ts'
import { showDone, showRefusal } from './toasts.ts'
import { undoing } from './undo.ts'

/** What a form is as a default: everything but the prompt, with a random seed. Null while a field of it is not valid. */
export function asDefaults(form: GenerationRequest): GenerationRequest | null {
  const parsed = GenerationRequest.safeParse({ ...form, prompt: '', seed: -1, subseed: -1 })
  return parsed.success ? parsed.data : null
}

/** Whether two requests ask for the same; null: none. */
export const isSameRequest = (one: GenerationRequest | null, other: GenerationRequest | null): boolean =>
  JSON.stringify(one && GenerationRequest.parse(one)) ===
  JSON.stringify(other && GenerationRequest.parse(other))

/** Makes the form as it stands what it is reset to, with a way back. */
export async function saveFormAsDefaults(): Promise<void> {
  const defaults = asDefaults(usePanel.getState().form)
  if (defaults === null) showRefusal(say('panel.settings.defaults.not-valid'))
  else await changeDefaults(defaults, say('panel.settings.defaults.from-form'))
}

/** Saves what the form is reset to, with a way back. `done`: what the toast says. */
export async function changeDefaults(formDefaults: GenerationRequest, done: string): Promise<void> {
  const before = usePanel.getState().settings.formDefaults
  if (await saveSettings({ formDefaults }))
    showDone(
      done,
      undoing(() => void saveSettings({ formDefaults: before })),
    )
}
