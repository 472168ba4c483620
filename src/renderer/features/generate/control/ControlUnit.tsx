import { ChevronRight, Copy, Ellipsis, Trash2 } from 'lucide-react'
import { useId } from 'react'
import { settingsOf } from '../../../../shared/control-unit-fields.ts'
import type { UnitFields } from '../../../../shared/control-units.ts'
import { say } from '../../../../shared/words/say.ts'
import { Helped } from '../../../ui/Helped.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import styles from './ControlSection.module.css'
import { editUnit, unitSummary } from './edit-units.ts'
import { UnitFieldset } from './UnitFieldset.tsx'

interface ControlUnitProps {
  readonly unit: UnitFields
  readonly at: number
  readonly open: boolean
  readonly onToggle: () => void
  readonly onDuplicate: () => void
  readonly onRemove: () => void
}

/** One unit: a line that says what it does, and its settings below it when it is unfolded. */
export function ControlUnit({ unit, at, open, onToggle, onDuplicate, onRemove }: ControlUnitProps) {
  const id = useId()
  const settings = settingsOf(unit)
  const { enabled, picture } = settings
  const name = say('control.unit', { unit: at + 1 })
  const summary = unitSummary(unit)
  return (
    <li className={styles.unit} data-item data-off={!enabled || undefined}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
        >
          <ChevronRight aria-hidden="true" />
          {picture && !open && (
            <Picture of={{ kind: 'input', id: picture.id }} alt="" className={styles.lineThumb} />
          )}
          <span className={styles.words}>
            <span>{name}</span>
            <span className={styles.summary} title={summary}>
              {summary}
            </span>
          </span>
        </button>
        <Helped help={say('control.unit.on.help')}>
          {(described) => (
            <Switch
              aria-label={say('control.unit.on', { unit: at + 1 })}
              {...described}
              checked={enabled}
              onChange={(next) => editUnit(at, { enabled: next })}
            />
          )}
        </Helped>
        <Menu
          trigger={
            <IconButton
              className={styles.more}
              label={say('control.unit.more', { unit: at + 1 })}
              icon={<Ellipsis />}
              tooltip={false}
            />
          }
          entries={[
            { label: say('control.unit.duplicate'), icon: <Copy />, run: onDuplicate },
            { label: say('control.unit.remove'), icon: <Trash2 />, danger: true, run: onRemove },
          ]}
        />
      </div>
      <fieldset id={id} hidden={!open} className={styles.fields} aria-label={name}>
        {open && <UnitFieldset settings={settings} at={at} />}
      </fieldset>
    </li>
  )
}
