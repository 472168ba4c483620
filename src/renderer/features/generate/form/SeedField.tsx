import { Dices, Pin, RotateCcw } from 'lucide-react'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import styles from './CompoundField.module.css'

interface SeedFieldProps {
  readonly label: string
  readonly help: string
  /** -1: random, shown as an empty field */
  readonly value: number
  readonly onChange: (seed: number) => void
  /** seed of the newest job; null when there is none */
  readonly last: number | null
  readonly error: string | undefined
}

/** A seed: empty is random; the newest job's can be taken again. */
export function SeedField({ label, help, value, onChange, last, error }: SeedFieldProps) {
  return (
    <Field label={label} help={help} error={error} className={styles.field} aside={value !== -1 && <Fixed />}>
      {(control) => (
        <div className={styles.box} data-invalid={error !== undefined || undefined}>
          <NumberField
            {...control}
            className={styles.bare}
            value={value}
            empty={-1}
            placeholder={say('generate.seed.random')}
            onChange={onChange}
            {...LIMITS.seed}
          />
          {last !== null && last !== value && (
            <IconButton
              className={styles.tool}
              label={say('generate.seed.use-last', { seed: last })}
              icon={<RotateCcw />}
              onClick={() => onChange(last)}
            />
          )}
          <IconButton
            className={styles.tool}
            label={say('generate.seed.make-random')}
            icon={<Dices />}
            pressed={value === -1}
            onClick={() => onChange(-1)}
          />
        </div>
      )}
    </Field>
  )
}

/** Beside the label: every job makes the same pictures until the seed is random again. */
const Fixed = () => (
  <span className={styles.fixed} title={say('generate.seed.fixed.hint')}>
    <Pin aria-hidden="true" />
    {say('generate.seed.fixed')}
  </span>
)
