import { X } from 'lucide-react'
import { useState } from 'react'
import type { Offer } from '../../../../shared/fleet-offers.ts'
import { type GridAxis, GridField } from '../../../../shared/grid.ts'
import { axisValues } from '../../../../shared/grid-values.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import { axisLength } from '../../../../shared/run-count.ts'
import { say } from '../../../../shared/words/say.ts'
import { optionsOf } from '../../../offers/offer-options.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Select } from '../../../ui/Select.tsx'
import { hintOf, listOf } from './axis-fields.ts'
import { changeAxisField, editAxis, removeAxis } from './edit-grid.ts'
import { ValuesArea } from './ValuesArea.tsx'
import styles from './VarySection.module.css'
import { shownText, written } from './written.ts'

interface AxisFieldsProps {
  readonly axis: GridAxis
  /** from 0 */
  readonly at: number
  /** why the machines' plan refuses a value */
  readonly refused: string | null
}

const NONE: readonly Offer[] = []

/** One axis of the grid: what it changes, and to which values. */
export function AxisFields({ axis, at, refused }: AxisFieldsProps) {
  const number = at + 1
  return (
    <section className={styles.axis} data-item aria-label={say('vary.axis', { number })}>
      <div className={styles.head}>
        <Field label={say('vary.axis.field', { number })} help={say('help.vary.field')} showLabel={false}>
          {(control) => (
            <Select
              {...control}
              label={say('vary.axis.field', { number })}
              value={axis.field}
              options={GridField.options.map((field) => ({
                value: field,
                label: say(`request.axis.${field}`),
              }))}
              onChange={(field) => changeAxisField(at, field)}
            />
          )}
        </Field>
        <IconButton label={say('vary.axis.remove', { number })} icon={<X />} onClick={() => removeAxis(at)} />
      </div>
      {axis.field === 'lora-weight' && <LoraChoice axis={axis} at={at} />}
      <Values axis={axis} at={at} refused={refused} />
      <ListedValues axis={axis} at={at} />
    </section>
  )
}

function Values({ axis, at, refused }: AxisFieldsProps) {
  const { field, values } = axis
  const [typed, setTyped] = useState(() => written(values))
  const read = (text: string) => axisValues(field, text)
  const text = shownText(typed, values, { read, write: written })
  const tooMany = read(text) === null
  const count = axisLength(axis)
  const kind = listOf(field)
  const offered = usePanel((state) => (kind === undefined ? undefined : state.offers[kind]))
  return (
    <Field
      label={say('vary.axis.values', { number: at + 1 })}
      help={say('help.vary.values')}
      showLabel={false}
      error={tooMany ? say('vary.axis.too-many', { most: LIMITS.images.max }) : refused}
      hint={
        values.length === 0
          ? say('vary.axis.none')
          : say(field === 'prompt-order' ? 'vary.axis.orders' : 'vary.axis.count', { count })
      }
    >
      {(control) => (
        <ValuesArea
          control={control}
          text={text}
          offered={offered ?? NONE}
          values={values}
          placeholder={hintOf(field)}
          label={say('vary.axis.names', { number: at + 1 })}
          onText={(next) => {
            setTyped(next)
            editAxis(at, { ...axis, values: read(next) ?? [] })
          }}
        />
      )}
    </Field>
  )
}

/** Stands for "choose something" in a list; nothing is called so. */
const NOTHING = ''

/** Adds names that the fleet lists; those that the axis has are left out. */
function ListedValues({ axis, at }: Omit<AxisFieldsProps, 'refused'>) {
  const kind = listOf(axis.field)
  const offered = usePanel((state) => (kind === undefined ? undefined : state.offers[kind]))
  const left = (offered ?? []).filter(({ name }) => !axis.values.includes(name))
  if (left.length === 0) return null
  return (
    <Select
      label={say('vary.axis.add-value', { number: at + 1 })}
      value={NOTHING}
      options={[
        { value: NOTHING, label: say('vary.axis.add-from'), disabled: true },
        ...optionsOf(left, 'where-missing'),
      ]}
      onChange={(name) => editAxis(at, { ...axis, values: [...axis.values, name] })}
    />
  )
}

function LoraChoice({ axis, at }: Omit<AxisFieldsProps, 'refused'>) {
  const loras = usePanel((state) => state.offers.loras)
  const chosen = axis.of ?? NOTHING
  const options = optionsOf(loras, 'where-missing')
  return (
    <Field
      label={say('vary.axis.lora', { number: at + 1 })}
      help={say('help.vary.lora')}
      showLabel={false}
      error={axis.of === undefined && axis.values.length > 0 ? say('vary.axis.no-lora') : null}
    >
      {(control) => (
        <Select
          {...control}
          label={say('vary.axis.lora', { number: at + 1 })}
          value={chosen}
          options={[
            ...(axis.of === undefined
              ? [{ value: NOTHING, label: say('vary.axis.choose-lora'), disabled: true }]
              : loras.some(({ name }) => name === axis.of)
                ? []
                : [{ value: axis.of, label: axis.of }]),
            ...options,
          ]}
          onChange={(of) => editAxis(at, { ...axis, of })}
        />
      )}
    </Field>
  )
}
