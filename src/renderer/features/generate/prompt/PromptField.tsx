import { useMemo, useRef } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { useEarlierPrompts } from '../../../state/earlier-prompts.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { remembered } from '../../../state/remembered.ts'
import { useWildcards } from '../../../state/wildcards.ts'
import { Field } from '../../../ui/Field.tsx'
import { type FieldNotes, linesOf } from '../form/field-notes.ts'
import { bracketWords } from './bracket-words.ts'
import { PromptEditor, type PromptEditorProps, type PromptHandle } from './editor/PromptEditor.tsx'
import { PromptTools } from './PromptTools.tsx'
import { FORM_FIELD, type Prompt, usePromptText } from './prompt-text.ts'
import { networkTold } from './told-networks.ts'
import { useCompletionLists } from './use-completion-lists.ts'
import { wildcardWords } from './wildcard-words.ts'

interface PromptFieldProps {
  readonly which: Prompt
  readonly placeholder: string
  readonly minRows: number
  readonly error: string | undefined
  /** what machines cannot do with it */
  readonly notes?: FieldNotes
}

/**
 * A prompt with its references and brackets marked, which completes what is typed. A key in it draws the editor and the count of its tokens
 * anew, and the rest only when what is said about the prompt changes.
 */
export function PromptField({ which, placeholder, minRows, error, notes }: PromptFieldProps) {
  const editor = useRef<PromptHandle>(null)
  const wildcards = useWildcards()
  const earlier = useEarlierPrompts()
  const lists = useCompletionLists(wildcards, earlier)
  const own = useMemo(
    () => remembered((text: string) => linesOf(bracketWords(text), wildcardWords(text, wildcards))),
    [wildcards],
  )
  const said = usePanel(({ form }) => own(form[FORM_FIELD[which]]))
  const label = say(`generate.${which}`)
  return (
    <Field
      label={label}
      help={say(`help.${which}`)}
      onLabelClick={() => editor.current?.focus()}
      error={error ?? notes?.error}
      hint={linesOf(notes?.hint, said)}
      aside={<PromptTools which={which} editor={editor} wildcards={wildcards} />}
    >
      {(control) => (
        <EditedPrompt
          which={which}
          control={control}
          label={label}
          placeholder={placeholder}
          minRows={minRows}
          landing={which === 'prompt'}
          lists={lists}
          takeStyle={takeStyle}
          ownOf={ownOf}
          handle={editor}
        />
      )}
    </Field>
  )
}

/** The editor of a prompt of the form. */
function EditedPrompt({
  which,
  ...editor
}: { readonly which: Prompt } & Omit<PromptEditorProps, 'value' | 'onChange'>) {
  return (
    <PromptEditor
      {...editor}
      value={usePromptText(which)}
      onChange={(text) => editForm({ [FORM_FIELD[which]]: text })}
    />
  )
}

/** Without an answer the LoRA stays as it was completed, which nobody has to be told. */
const ownOf = (name: string) =>
  networkTold('loras', name).then(
    ({ own }) => own,
    () => null,
  )

/** A style that is taken twice counts twice, which nobody means who completes its name. */
function takeStyle(name: string): void {
  const { styles } = usePanel.getState().form
  if (!styles.includes(name)) editForm({ styles: [...styles, name] })
}
