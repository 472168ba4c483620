import type { Hires } from '../../../../shared/generation.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { hiresSide } from '../form/hires-side.ts'
import styles from './advanced.module.css'

interface HiresSizeProps {
  readonly hires: Hires
  readonly edit: (patch: Partial<Hires>) => void
  readonly errors: FormErrors
}

/** Whether a second pass has a size of its own instead of a scale. */
export const hasTarget = ({ width = 0, height = 0 }: Hires): boolean => width > 0 || height > 0

/** How large the second pass makes pictures: by a scale, or to a size. */
export function HiresSize({ hires, edit, errors }: HiresSizeProps) {
  const width = usePanel((state) => state.form.width)
  const height = usePanel((state) => state.form.height)
  const target = hasTarget(hires)
  const label = say('hires.size')
  return (
    <>
      <Field label={label} help={say('help.hires.size')}>
        {({ id, 'aria-describedby': describedBy }) => (
          <Segmented
            id={id}
            aria-describedby={describedBy}
            label={label}
            className={styles.choice}
            value={target ? 'target' : 'scale'}
            onChange={(next) =>
              edit(
                next === 'scale'
                  ? { width: 0, height: 0 }
                  : { width: hiresSide(width, hires.scale), height: hiresSide(height, hires.scale) },
              )
            }
            options={[
              { value: 'scale', label: say('hires.size.scale') },
              { value: 'target', label: say('hires.size.target') },
            ]}
          />
        )}
      </Field>
      {target ? (
        (['width', 'height'] as const).map((side) => (
          <SliderField
            key={side}
            label={say(`hires.${side}`)}
            help={say('hires.target.help')}
            value={hires[side] ?? 0}
            onChange={(next) => edit({ [side]: next })}
            min={0}
            max={LIMITS.side.max}
            step={LIMITS.side.step}
            error={errors[`hires.${side}`]}
          />
        ))
      ) : (
        <SliderField
          label={say('generate.hires.scale')}
          help={say('help.hires.scale')}
          value={hires.scale}
          onChange={(scale) => edit({ scale })}
          min={1}
          max={4}
          step={0.05}
          error={errors['hires.scale']}
        />
      )}
    </>
  )
}
