import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { type ExtraFields, type Json, OptionOverrides } from '../../../../shared/extra-fields.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useReset } from '../../../state/reset-section.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { Helped } from '../../../ui/Helped.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useFieldNotes } from '../form/field-notes.ts'
import { JsonField } from '../scripts/JsonField.tsx'
import styles from './advanced.module.css'
import { asKind, VALUE_KINDS, valueKind } from './override-value.ts'

const set = (name: string, value: Json): void =>
  editForm({ overrides: { ...usePanel.getState().form.overrides, [name]: value } })

function remove(name: string): void {
  const before = usePanel.getState().form.overrides
  const { [name]: _, ...left } = before
  editForm({ overrides: left })
  showDone(
    say('overrides.removed', { name }),
    undoing(() => editForm({ overrides: before })),
  )
}

/** Any option of the servers, as key and value. */
export function OverridesSection() {
  const overrides = usePanel((state) => state.form.overrides)
  const names = Object.keys(overrides)
  const title = say('overrides.title')
  return (
    <FoldSection
      name="overrides"
      title={title}
      summary={names.length === 0 ? say('generate.off') : say('overrides.count', { count: names.length })}
      onReset={useReset(['overrides'], title)}
    >
      <p className={styles.explained}>{say('overrides.explained')}</p>
      {names.length > 0 && (
        <ul className={styles.options} aria-label={say('overrides.list')}>
          {names.map((name) => (
            <Override key={name} name={name} value={overrides[name] ?? null} />
          ))}
        </ul>
      )}
      <AddOption overrides={overrides} />
    </FoldSection>
  )
}

function AddOption({ overrides }: { overrides: ExtraFields }) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const add = () => {
    const name = typed.trim()
    if (name === '') return
    if (name in overrides) return setWrong(say('overrides.known', { name }))
    if (!OptionOverrides.safeParse({ [name]: '' }).success)
      return setWrong(say('overrides.refused', { name }))
    set(name, '')
    setTyped('')
  }
  return (
    <Field label={say('overrides.key')} help={say('overrides.key.help')} error={wrong}>
      {(control) => (
        <div className={styles.add}>
          <TextField
            {...control}
            value={typed}
            maxLength={300}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(null)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
              event.preventDefault()
              add()
            }}
          />
          <Button icon={<Plus aria-hidden="true" />} disabled={typed.trim() === ''} onClick={add}>
            {say('overrides.add')}
          </Button>
        </div>
      )}
    </Field>
  )
}

function Override({ name, value }: { name: string; value: Json }) {
  const { error, hint } = useFieldNotes()('overrides', name)
  const kind = valueKind(value)
  const note = error ?? hint
  return (
    <li className={styles.option}>
      <span className={styles.name} title={name} translate="no">
        {name}
      </span>
      <IconButton label={say('overrides.remove', { name })} icon={<X />} onClick={() => remove(name)} />
      <div className={styles.value}>
        <OptionValue name={name} value={value} />
        <Helped help={say('overrides.type.help')} wide>
          {(described) => (
            <Select
              {...described}
              label={say('overrides.type', { name })}
              value={kind}
              options={VALUE_KINDS.map((each) => ({ value: each, label: say(`overrides.type.${each}`) }))}
              onChange={(next) => set(name, asKind(value, next))}
            />
          )}
        </Helped>
      </div>
      {note !== null && <p className={error === null ? styles.explained : styles.error}>{note}</p>}
    </li>
  )
}

function OptionValue({ name, value }: { name: string; value: Json }) {
  const label = say('overrides.value', { name })
  const help = say('overrides.value.help')
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return (
      <Helped help={help} wide={typeof value !== 'boolean'}>
        {(described) => <PlainValue name={name} value={value} aria-label={label} {...described} />}
      </Helped>
    )
  return (
    <JsonField
      label={label}
      help={help}
      showLabel={false}
      value={value}
      check={() => undefined}
      onChange={(next: Json) => set(name, next)}
    />
  )
}

interface PlainValueProps {
  readonly name: string
  readonly value: boolean | number | string
  readonly 'aria-label': string
  readonly 'aria-describedby': string | undefined
}

function PlainValue({ name, value, ...named }: PlainValueProps) {
  if (typeof value === 'boolean')
    return <Switch {...named} checked={value} onChange={(on) => set(name, on)} />
  if (typeof value === 'string')
    return <TextField {...named} value={value} onChange={(event) => set(name, event.target.value)} />
  return (
    <NumberField
      {...named}
      aria-invalid={Number.isNaN(value) || undefined}
      value={value}
      onChange={(next) => set(name, next)}
      onLeave="keep"
      min={-Number.MAX_SAFE_INTEGER}
      max={Number.MAX_SAFE_INTEGER}
      snap={false}
    />
  )
}
