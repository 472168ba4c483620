import { useRef } from 'react'
import { Field } from '../../../ui/Field.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import styles from './PromptField.module.css'
import { promptTokens } from './prompt-tokens.ts'

interface PromptFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder: string
  readonly minRows: number
  readonly error: string | undefined
}

/**
 * A prompt with its LoRA references and wildcards marked. The text area's own letters are transparent; the same text
 * with the marks lies under it.
 */
export function PromptField({ label, value, onChange, placeholder, minRows, error }: PromptFieldProps) {
  const marks = useRef<HTMLDivElement>(null)
  return (
    <Field label={label} error={error}>
      {(control) => (
        <div className={styles.stack}>
          <div ref={marks} className={styles.marks} aria-hidden="true">
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
