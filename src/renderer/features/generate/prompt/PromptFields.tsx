import { say } from '../../../../shared/words/say.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { useFieldNotes } from '../form/field-notes.ts'
import { DrawnPrompts } from './DrawnPrompts.tsx'
import { PromptField } from './PromptField.tsx'

/** Both prompts. Nothing else of the form is drawn anew with each key in them, and of them as little as can be. */
export function PromptFields({ errors }: { readonly errors: FormErrors }) {
  const notesOn = useFieldNotes()
  return (
    <>
      <PromptField
        which="prompt"
        placeholder={say('generate.prompt.placeholder')}
        minRows={4}
        error={errors.prompt}
        notes={notesOn('prompt')}
      />
      <DrawnPrompts />
      <PromptField
        which="negative-prompt"
        placeholder={say('generate.negative-prompt.placeholder')}
        minRows={1}
        error={errors.negativePrompt}
      />
    </>
  )
}
