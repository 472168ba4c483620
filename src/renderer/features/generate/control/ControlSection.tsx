import { Plus } from 'lucide-react'
import { useState } from 'react'
import { withUnits } from '../../../../shared/control-unit-fields.ts'
import { MOST_UNITS, unitsIn } from '../../../../shared/control-units.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { resetFields } from '../../../state/reset-section.ts'
import { Button } from '../../../ui/Button.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { keepListFocus } from '../../../ui/keep-list-focus.ts'
import styles from './ControlSection.module.css'
import { ControlUnit } from './ControlUnit.tsx'
import { addUnit, duplicateUnit, removeUnit } from './edit-units.ts'

/** Pictures that say where things are: units of ControlNet, any number of them, one unfolded at a time. */
export function ControlSection() {
  const extra = usePanel((state) => state.form.extra)
  const offered = usePanel(({ offers }) => offers.controlModels.length + offers.controlModules.length > 0)
  const known = usePanel((state) => state.workerOrder.length > 0)
  const [open, setOpen] = useState<number | null>(null)
  const units = unitsIn(extra)
  const on = units.filter((unit) => unit.enabled !== false).length
  const title = say('control.title')
  return (
    <FoldSection
      name="control"
      title={title}
      summary={on > 0 ? say('control.summary', { count: on }) : say('generate.off')}
      onReset={units.length === 0 ? undefined : () => resetFields({ extra: withUnits(extra, []) }, title)}
    >
      <div ref={keepListFocus} className={styles.around}>
        {units.length === 0 && <p className={styles.explained}>{say('control.explained')}</p>}
        {known && !offered && <p className={styles.explained}>{say('control.none-has-it')}</p>}
        {units.length > 0 && (
          <ol className={styles.units} aria-label={say('control.units')}>
            {units.map((unit, at) => (
              <ControlUnit
                // biome-ignore lint/suspicious/noArrayIndexKey: a unit is known by its place, as servers know it
                key={at}
                unit={unit}
                at={at}
                open={open === at}
                onToggle={() => setOpen(open === at ? null : at)}
                onDuplicate={() => {
                  duplicateUnit(at)
                  setOpen(at + 1)
                }}
                onRemove={() => {
                  removeUnit(at)
                  setOpen(null)
                }}
              />
            ))}
          </ol>
        )}
        <Button
          size="small"
          data-add
          className={styles.add}
          icon={<Plus aria-hidden="true" />}
          disabled={units.length >= MOST_UNITS}
          onClick={() => setOpen(addUnit())}
        >
          {say('control.add')}
        </Button>
      </div>
    </FoldSection>
  )
}
