import { useRef } from 'react'
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts'
import { say } from '../../../shared/words/say.ts'
import { showDone } from '../../state/toasts.ts'
import { undoing } from '../../state/undo.ts'
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
  const [unknown] = unknownPlaceholders(value)
  return (
    <Field
      label={say('panel.settings.template')}
      error={error}
      hint={
        <span className={styles.example}>
          {say('panel.settings.template.example')} <b translate="no">{exampleName(value)}</b>
          {unknown !== undefined && (
            <span>{say('panel.settings.template.unknown', { placeholder: `{${unknown}}` })}</span>
          )}
          {!tellsPicturesApart(value) && (
            <span>{say('panel.settings.template.alike', { index: '{index}', seed: '{seed}' })}</span>
          )}
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
                showDone(
                  say('panel.settings.template.is-reset'),
                  undoing(() => change(value)),
                )
              }}
            >
              {say('panel.settings.template.reset')}
            </Button>
          </div>
          <div className={styles.placeholders}>
            {Object.keys(PLACEHOLDERS).map((name) => (
              <button
                key={name}
                type="button"
                className={styles.placeholder}
                title={say('panel.settings.template.put-in', { example: PLACEHOLDERS[name] ?? name })}
                translate="no"
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
