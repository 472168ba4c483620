import type { Threshold } from '../../../../shared/control-modules.ts'
import { say } from '../../../../shared/words/say.ts'
import { SliderField } from '../../../ui/SliderField.tsx'

interface ThresholdFieldProps {
  readonly about: Threshold
  /** null: as servers have it */
  readonly value: number | null
  readonly onChange: (value: number) => void
}

/** One of the numbers of a preprocessor, called by what it does there. */
export const ThresholdField = ({
  about: { about, usual, ...range },
  value,
  onChange,
}: ThresholdFieldProps) => (
  <SliderField
    {...(typeof about === 'string'
      ? { label: say(`control.threshold.${about}`), help: say(`control.threshold.${about}.help`) }
      : {
          label: about.label,
          help: say('control.threshold.told.help', {
            minimum: String(range.min),
            maximum: String(range.max),
            usual: String(usual),
          }),
        })}
    value={value ?? usual}
    onChange={onChange}
    {...range}
    error={Number.isNaN(value) ? say('request.issue.number') : undefined}
  />
)
