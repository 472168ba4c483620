import { useRef } from 'react'
import { say } from '../../../../shared/words/say.ts'
import { useWildcards } from '../../../state/wildcards.ts'
import { Field } from '../../../ui/Field.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { type FieldNotes, linesOf } from './field-notes.ts'
import styles from './PromptField.module.css'
import { promptTokens } from './prompt-tokens.ts'
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

/**
 * A prompt with its LoRA references and wildcards marked. The text area's own letters are transparent; the same text
 * with the marks lies under it.
 */
export function PromptField({
  which,
  value,
  onChange,
  placeholder,
  minRows,
  error,
  notes,
}: PromptFieldProps) {
  const marks = useRef<HTMLDivElement>(null)
  const stack = useRef<HTMLDivElement>(null)
  const lists = useWildcards()
  const cursor = useRef<number | null>(null)
  const area = () => stack.current?.querySelector('textarea')
  const insert = (name: string) => {
    const { selectionStart: start = value.length, selectionEnd: end = value.length } = area() ?? {}
    const next = withWildcard(value, { start, end }, name)
    cursor.current = next.cursor
    onChange(next.text)
  }
  const takeFocus = () => {
    if (cursor.current === null) return false
    area()?.focus()
    area()?.setSelectionRange(cursor.current, cursor.current)
    cursor.current = null
    return true
  }
  return (
    <Field
      label={say(`generate.${which}`)}
      error={error ?? notes?.error}
      hint={linesOf(notes?.hint, wildcardWords(value, lists))}
      aside={lists && <WildcardMenu of={which} lists={lists} insert={insert} takeFocus={takeFocus} />}
    >
      {(control) => (
        <div ref={stack} className={styles.stack}>
          <div ref={marks} className={styles.marks} aria-hidden="true" translate="no">
            {promptTokens(value).map(({ kind, text, at }) => (
              <span key={at} className={styles[kind]}>
                {text}
              </span>
            ))}
            {/* A text that ends in a line break has one line more. */}
            {'\u200b'}
          </div>
          <TextArea
            {...control}
            className={styles.area}
            data-landing={which === 'prompt' || undefined}
            value={value}
            minRows={minRows}
            placeholder={placeholder}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            onScroll={(event) => {
              if (marks.current) marks.current.scrollTop = event.currentTarget.scrollTop
            }}
          />
        </div>
      )}
    </Field>
  )
}
