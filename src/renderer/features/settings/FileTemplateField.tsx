import { useRef } from 'react'
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts'
import { showDone } from '../../state/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './SettingsScreen.module.css'
import { exampleName, PLACEHOLDERS, tellsPicturesApart, unknownPlaceholders } from './template-example.ts'
import { useDraftSetting } from './use-draft-setting.ts'

/** How files are named, with an example that follows the typing and the placeholders to click in. */
export function FileTemplateField() {
  const { value, error, change } = useDraftSetting('fileTemplate')
  const input = useRef<HTMLInputElement>(null)
  const insert = (name: string) => {
    const at = input.current?.selectionStart ?? value.length
    const end = input.current?.selectionEnd ?? at
    change(`${value.slice(0, at)}{${name}}${value.slice(end)}`)
    input.current?.focus()
  }
  const unknown = unknownPlaceholders(value)
  return (
    <Field
      label="File name"
      error={error}
      hint={
        <span className={styles.example}>
          e.g. <b>{exampleName(value)}</b>
          {unknown.length > 0 && `. {${unknown[0]}} stands for nothing and stays as it is.`}
          {!tellsPicturesApart(value) && '. Without {index} or {seed}, names that repeat are numbered.'}
        </span>
      }
    >
      {(control) => (
        <>
          <div className={styles.folder}>
            <TextField
              {...control}
              ref={input}
              value={value}
              onChange={(event) => change(event.target.value)}
            />
            <Button
              disabled={value === DEFAULT_SETTINGS.fileTemplate}
              onClick={() => {
                change(DEFAULT_SETTINGS.fileTemplate)
                showDone('File names are back to the default', { label: 'Undo', run: () => change(value) })
              }}
            >
              Reset
            </Button>
          </div>
          <div className={styles.placeholders}>
            {Object.keys(PLACEHOLDERS).map((name) => (
              <button
                key={name}
                type="button"
                className={styles.placeholder}
                title={`Put in, e.g. ${PLACEHOLDERS[name]}`}
                onClick={() => insert(name)}
              >
                {`{${name}}`}
              </button>
            ))}
          </div>
        </>
      )}
    </Field>
  )
}
