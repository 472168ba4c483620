import type { GenerationRequest } from '../../shared/generation.ts'
import { say } from '../../shared/words/say.ts'
import { editForm } from './edit-form.ts'
import { fieldsOf } from './fields-of.ts'
import { usePanel } from './panel-store.ts'
import { showDone } from './toasts.ts'
import { undoing } from './undo.ts'

/** Puts fields back, with a way back. `section`: what they are called together. */
export function resetFields(patch: Partial<GenerationRequest>, section: string): void {
  const { form } = usePanel.getState()
  const before = fieldsOf(form, patch)
  editForm(patch)
  showDone(
    say('panel.section-was-reset', { section }),
    undoing(() => editForm(before)),
  )
}

/** What puts these fields back to what the form begins with; undefined: they are like that. */
export function useReset(
  fields: readonly (keyof GenerationRequest)[],
  section: string,
): (() => void) | undefined {
  const differs = usePanel(({ form, settings }) =>
    fields.some((field) => JSON.stringify(form[field]) !== JSON.stringify(settings.formDefaults[field])),
  )
  if (!differs) return undefined
  return () => {
    const { formDefaults } = usePanel.getState().settings
    resetFields(Object.fromEntries(fields.map((field) => [field, formDefaults[field]])), section)
  }
}
