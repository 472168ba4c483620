import type { GenerationRequest } from '../../../../shared/generation.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useFieldNotes } from '../form/field-notes.ts'
import { DrawnPrompts } from './DrawnPrompts.tsx'
import { PromptField } from './PromptField.tsx'

/** Both prompts. Nothing else of the form is drawn anew with each key in them. */
export function PromptFields({ errors }: { readonly errors: FormErrors }) {
  const notesOn = useFieldNotes()
  return (
    <>
      <Positive error={errors.prompt} notes={notesOn('prompt')} />
      <DrawnPrompts />
      <Negative error={errors.negativePrompt} />
    </>
  )
}

type Notes = ReturnType<ReturnType<typeof useFieldNotes>>

function Positive({ error, notes }: { readonly error: string | undefined; readonly notes: Notes }) {
  const value = usePanel((state) => state.form.prompt)
  return (
    <PromptField
      which="prompt"
      value={value}
      onChange={(prompt) => editForm({ prompt })}
      placeholder={say('generate.prompt.placeholder')}
      minRows={4}
      error={error}
      notes={notes}
    />
  )
}

function Negative({ error }: { readonly error: string | undefined }) {
  const value = usePanel((state) => state.form.negativePrompt)
  return (
    <PromptField
      which="negative-prompt"
      value={value}
      onChange={(negativePrompt) => editForm({ negativePrompt })}
      placeholder={say('generate.negative-prompt.placeholder')}
      minRows={1}
      error={error}
    />
  )
}

/** A form as whoever draws nothing of its prompts needs it: it stays equal, field by field, while they are typed, and is wrong where they are. */
export function withoutPrompts(form: GenerationRequest): GenerationRequest {
  const kept = (prompt: string) => (prompt.length > LIMITS.promptCharacters ? prompt : '')
  return { ...form, prompt: kept(form.prompt), negativePrompt: kept(form.negativePrompt) }
}
