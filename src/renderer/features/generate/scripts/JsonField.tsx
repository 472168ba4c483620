import { useState } from 'react'
import { Json } from '../../../../shared/extra-fields.ts'
import { say } from '../../../../shared/words/say.ts'
import { Field } from '../../../ui/Field.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import styles from './ScriptsSection.module.css'

interface JsonFieldProps<Value extends Json> {
  readonly label: string
  readonly help?: string
  /** @defaultValue true */
  readonly showLabel?: boolean
  readonly value: Value
  /** what is wrong with a value that is JSON; undefined: nothing */
  readonly check: (value: Json) => string | undefined
  readonly onChange: (value: Value) => void
}

/** A value as it stands in a request. What is no JSON stays in the field with what is wrong about it; the last value that was is sent. */
export function JsonField<Value extends Json>({
  label,
  help,
  showLabel = true,
  value,
  check,
  onChange,
}: JsonFieldProps<Value>) {
  const [typed, setTyped] = useState<string | null>(null)
  const read = typed === null ? null : readJson(typed, check)
  return (
    <Field
      label={label}
      help={help}
      showLabel={showLabel}
      error={read !== null && 'wrong' in read ? read.wrong : undefined}
    >
      {(control) => (
        <TextArea
          {...control}
          className={styles.json}
          spellCheck={false}
          translate="no"
          minRows={1}
          maxRows={10}
          value={typed ?? JSON.stringify(value)}
          onChange={(event) => {
            const text = event.target.value
            setTyped(text)
            const next = readJson(text, check)
            if ('value' in next) onChange(next.value as Value)
          }}
          onBlur={() => {
            if (read !== null && 'value' in read) setTyped(null)
          }}
        />
      )}
    </Field>
  )
}

function readJson(
  text: string,
  check: (value: Json) => string | undefined,
): { readonly value: Json } | { readonly wrong: string } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { wrong: say('scripts.no-json') }
  }
  const parsed = Json.safeParse(value)
  if (!parsed.success) return { wrong: say('scripts.json-too-large') }
  const wrong = check(parsed.data)
  return wrong === undefined ? { value: parsed.data } : { wrong }
}
