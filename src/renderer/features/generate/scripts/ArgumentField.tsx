import type { Json } from '../../../../shared/extra-fields.ts'
import type { ScriptArgument } from '../../../../shared/script-arguments.ts'
import { say } from '../../../../shared/words/say.ts'
import { Field } from '../../../ui/Field.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { SwitchField } from '../../../ui/SwitchField.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { argumentHelp } from './argument-help.ts'
import { argumentKind } from './argument-kind.ts'
import { JsonField } from './JsonField.tsx'
import styles from './ScriptsSection.module.css'

interface ArgumentFieldProps {
  readonly argument: ScriptArgument
  /** title of the script */
  readonly title: string
  /** its place, from 0 */
  readonly at: number
  readonly value: Json
  readonly onChange: (value: Json) => void
}

const LARGEST = Number.MAX_SAFE_INTEGER

/** An argument of a script, shown as its description says. */
export function ArgumentField({ argument, title, at, value, onChange }: ArgumentFieldProps) {
  const label = argument.label?.trim() || say('scripts.argument', { number: at + 1 })
  const present = value ?? argument.value ?? null
  const wrong = Number.isNaN(present) ? say('request.issue.number') : undefined
  const { minimum = -LARGEST, maximum = LARGEST, step = 1, choices } = argument
  const kind = argumentKind(argument, value)
  const help = argumentHelp(argument, kind, title)
  switch (kind) {
    case 'switch':
      return <SwitchField label={label} help={help} checked={present === true} onChange={onChange} />
    case 'slider':
      return (
        <SliderField
          label={label}
          help={help}
          value={Number(present)}
          onChange={onChange}
          min={minimum}
          max={maximum}
          step={step > 0 ? step : 0.01}
          error={wrong}
        />
      )
    case 'number':
      return (
        <Field label={label} help={help} error={wrong}>
          {(control) => (
            <NumberField
              {...control}
              value={Number(present)}
              onChange={onChange}
              onLeave="keep"
              min={minimum}
              max={maximum}
              step={step > 0 ? step : 1}
              snap={false}
            />
          )}
        </Field>
      )
    case 'choice':
    case 'numbered-choice': {
      const options = (choices ?? []).map((choice, place) => ({
        value: typeof present === 'number' ? String(place) : choice,
        label: choice,
      }))
      return (
        <Field label={label} help={help}>
          {(control) => (
            <Select
              {...control}
              label={label}
              value={String(present)}
              options={options}
              onChange={(next) => onChange(typeof present === 'number' ? Number(next) : next)}
            />
          )}
        </Field>
      )
    }
    case 'text':
      return (
        <Field label={label} help={help}>
          {(control) => (
            <TextArea
              {...control}
              className={styles.text}
              minRows={1}
              maxRows={8}
              value={String(present)}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      )
    case 'json':
      return (
        <JsonField label={label} help={help} value={present} check={() => undefined} onChange={onChange} />
      )
  }
}
