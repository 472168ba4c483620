import { detects, modelFor } from '../../../../shared/control-modules.ts'
import { NEW_UNIT, settingsOf, withSettings, withUnits } from '../../../../shared/control-unit-fields.ts'
import { MOST_UNITS, type UnitFields, unitsIn } from '../../../../shared/control-units.ts'
import type { InputId } from '../../../../shared/input-picture.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'

const units = (): UnitFields[] => unitsIn(usePanel.getState().form.extra)

const keep = (next: readonly UnitFields[]): void =>
  editForm({ extra: withUnits(usePanel.getState().form.extra, next) })

/** Adds a unit behind the others; answers its place. Null: there are as many as can be. */
export function addUnit(picture: InputId | null = null): number | null {
  const before = units()
  if (before.length >= MOST_UNITS) return null
  keep([...before, picture === null ? NEW_UNIT : withSettings(NEW_UNIT, { picture })])
  return before.length
}

/** Changes settings of a unit. */
export function editUnit(at: number, patch: Parameters<typeof withSettings>[1]): void {
  keep(units().map((unit, place) => (place === at ? withSettings(unit, patch) : unit)))
}

/** Puts a copy of a unit behind it. */
export function duplicateUnit(at: number): void {
  const before = units()
  const unit = before[at]
  if (unit !== undefined && before.length < MOST_UNITS) keep(before.toSpliced(at + 1, 0, unit))
}

/** Takes a unit out, with a way back. */
export function removeUnit(at: number): void {
  const before = units()
  keep(before.toSpliced(at, 1))
  showDone(
    say('control.removed', { unit: at + 1 }),
    undoing(() => keep(before)),
  )
}

/** Takes a unit's own picture away, with a way back. */
export function removePicture(at: number): void {
  const unit = units()[at]
  if (unit === undefined) return
  const { picture } = settingsOf(unit)
  editUnit(at, { picture: null })
  showDone(
    say('control.picture.removed', { unit: at + 1 }),
    undoing(() => editUnit(at, { picture: picture?.id ?? null })),
  )
}

/** What a unit does, in short: its preprocessor, its model where the preprocessor does not tell it, how much it counts. */
export function unitSummary(unit: UnitFields): string {
  const { module, model, weight } = settingsOf(unit)
  const follows = modelFor(module, [model]) !== null
  const parts = [
    detects(module) && module,
    detects(model) && !follows && model.replace(/\s*\[[^\]]*\]$/, ''),
    weight !== 1 && !Number.isNaN(weight) && say('control.unit.weight', { weight }),
  ]
  const what = parts.filter(Boolean).join(' · ')
  return what === '' ? say('control.unit.nothing-chosen') : say('control.unit.does', { what })
}
