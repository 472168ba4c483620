import { RadioGroup } from 'radix-ui'
import { say } from '../../../../shared/words/say.ts'
import { Field } from '../../../ui/Field.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import styles from './ColourField.module.css'

const OFFERED = 12

interface ColourFieldProps {
  /** palette index; null: a free one */
  readonly colour: number | null
  readonly onChange: (colour: number) => void
}

/** The colour a machine has everywhere it appears. */
export function ColourField({ colour, onChange }: ColourFieldProps) {
  const offered = Array.from({ length: OFFERED }, (_, index) => index)
  if (colour !== null && colour >= OFFERED) offered.push(colour)
  return (
    <Field
      label={say('workers.field.colour')}
      hint={colour === null ? say('workers.field.colour.free') : undefined}
    >
      {() => (
        <RadioGroup.Root
          className={styles.colours}
          aria-label={say('workers.field.colour')}
          value={colour === null ? '' : String(colour)}
          onValueChange={(value) => onChange(Number(value))}
        >
          {offered.map((index) => (
            <RadioGroup.Item
              key={index}
              value={String(index)}
              className={styles.colour}
              style={tint(index)}
              aria-label={say('workers.field.colour.one', { number: index + 1 })}
            />
          ))}
        </RadioGroup.Root>
      )}
    </Field>
  )
}
