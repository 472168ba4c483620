import { ArrowLeftRight, ChevronDown } from 'lucide-react'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { Field } from '../../../ui/Field.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import styles from './CompoundField.module.css'
import type { FieldNotes } from './field-notes.ts'

/** px; sizes that SD 1.5 and SDXL models were trained around. */
const PRESETS = [
  [512, 512],
  [512, 768],
  [768, 512],
  [768, 768],
  [1024, 1024],
  [896, 1152],
  [1152, 896],
  [832, 1216],
  [1216, 832],
] as const

interface SizeFieldProps {
  readonly width: number
  readonly height: number
  readonly onChange: (size: { width?: number; height?: number }) => void
  readonly errors: { readonly width: string | undefined; readonly height: string | undefined }
  /** what machines cannot do with it */
  readonly notes: FieldNotes
}

/** Width by height in px, with swap and presets. */
export function SizeField({ width, height, onChange, errors, notes }: SizeFieldProps) {
  const error = errors.width ?? errors.height
  return (
    <Field
      label={say('generate.size')}
      help={say('help.size')}
      error={error ?? notes.error}
      hint={notes.hint}
      className={styles.field}
    >
      {(control) => (
        <div className={styles.box} data-invalid={error !== undefined || undefined}>
          <NumberField
            {...control}
            aria-label={say('generate.size.width')}
            aria-invalid={errors.width !== undefined || undefined}
            className={styles.bare}
            value={width}
            onChange={(value) => onChange({ width: value })}
            {...LIMITS.side}
          />
          <span className={styles.times} aria-hidden="true">
            ×
          </span>
          <NumberField
            aria-label={say('generate.size.height')}
            aria-invalid={errors.height !== undefined || undefined}
            aria-describedby={control['aria-describedby']}
            className={styles.bare}
            value={height}
            onChange={(value) => onChange({ height: value })}
            {...LIMITS.side}
          />
          <IconButton
            className={styles.tool}
            label={say('generate.size.swap')}
            icon={<ArrowLeftRight />}
            onClick={() => onChange({ width: height, height: width })}
          />
          <Menu
            trigger={
              <IconButton
                className={styles.tool}
                label={say('generate.size.common')}
                icon={<ChevronDown />}
                tooltip={false}
              />
            }
            entries={PRESETS.map(([presetWidth, presetHeight]) => ({
              kind: 'check',
              label: `${presetWidth} × ${presetHeight}`,
              checked: presetWidth === width && presetHeight === height,
              run: () => onChange({ width: presetWidth, height: presetHeight }),
            }))}
          />
        </div>
      )}
    </Field>
  )
}
