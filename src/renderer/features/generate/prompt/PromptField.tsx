import { Blocks } from 'lucide-react'
import { useRef, useState } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { useEarlierPrompts } from '../../../state/earlier-prompts.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useWildcards } from '../../../state/wildcards.ts'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { type FieldNotes, linesOf } from '../form/field-notes.ts'
import { bracketWords } from './bracket-words.ts'
import { type Inserted, NetworkBrowser } from './browser/NetworkBrowser.tsx'
import { writtenNetwork } from './browser/written-network.ts'
import { EarlierPrompts } from './EarlierPrompts.tsx'
import { PromptEditor, type PromptHandle } from './editor/PromptEditor.tsx'
import styles from './PromptField.module.css'
import { TokenCount } from './TokenCount.tsx'
import { useCompletionLists } from './use-completion-lists.ts'
import { type Prompt, WildcardMenu } from './WildcardMenu.tsx'
import { wildcardWords, withWildcard } from './wildcard-words.ts'

interface PromptFieldProps {
  readonly which: Prompt
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder: string
  readonly minRows: number
  readonly error: string | undefined
  /** what machines cannot do with it */
  readonly notes?: FieldNotes
}

/** A prompt with its references and brackets marked, which completes what is typed. */
export function PromptField({
  which,
  value,
  onChange,
  placeholder,
  minRows,
  error,
  notes,
}: PromptFieldProps) {
  const editor = useRef<PromptHandle>(null)
  const wildcards = useWildcards()
  const earlier = useEarlierPrompts()
  const earlierHere = useEarlierPrompts(which === 'prompt' ? 'prompt' : 'negativePrompt')
  const lists = useCompletionLists(wildcards, earlier)
  const inserted = useRef(false)
  const [browsing, setBrowsing] = useState(false)
  const label = say(`generate.${which}`)
  const insertWildcard = (name: string) => {
    const { from, to } = editor.current?.selection() ?? { from: value.length, to: value.length }
    editor.current?.replace(from, to, withWildcard(value, { start: from, end: to }, name))
    inserted.current = true
  }
  const replaceAll = (prompt: string) => {
    editor.current?.replace(0, editor.current.text().length, prompt)
    inserted.current = true
  }
  const insertNetwork = (network: Inserted) => {
    const { from, to } = editor.current?.selection() ?? { from: value.length, to: value.length }
    editor.current?.replace(from, to, writtenNetwork(value, { from, to }, network))
    inserted.current = true
  }
  const takeFocus = () => {
    if (!inserted.current) return false
    inserted.current = false
    editor.current?.focus()
    return true
  }
  return (
    <Field
      label={label}
      help={say(`help.${which}`)}
      onLabelClick={() => editor.current?.focus()}
      error={error ?? notes?.error}
      hint={linesOf(notes?.hint, bracketWords(value), wildcardWords(value, wildcards))}
      aside={
        <span className={styles.tools}>
          <TokenCount of={value} />
          <EarlierPrompts which={which} prompts={earlierHere} take={replaceAll} takeFocus={takeFocus} />
          <IconButton
            className={styles.insert}
            label={say(`prompt.networks.for-${which}`)}
            icon={<Blocks />}
            tooltip={false}
            onClick={() => setBrowsing(true)}
          />
          {wildcards && (
            <WildcardMenu of={which} lists={wildcards} insert={insertWildcard} takeFocus={takeFocus} />
          )}
        </span>
      }
    >
      {(control) => (
        <>
          <PromptEditor
            control={control}
            label={label}
            value={value}
            onChange={onChange}
            placeholder={placeholder}
            minRows={minRows}
            landing={which === 'prompt'}
            lists={lists}
            takeStyle={takeStyle}
            handle={editor}
          />
          {browsing && (
            <NetworkBrowser
              onClose={() => setBrowsing(false)}
              insert={insertNetwork}
              onCloseAutoFocus={(event) => {
                if (takeFocus()) event.preventDefault()
              }}
            />
          )}
        </>
      )}
    </Field>
  )
}

/** A style that is taken twice counts twice, which nobody means who completes its name. */
function takeStyle(name: string): void {
  const { styles } = usePanel.getState().form
  if (!styles.includes(name)) editForm({ styles: [...styles, name] })
}
