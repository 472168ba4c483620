import { toast } from 'sonner'
import { beforeEach, expect, it, vi } from 'vitest'
import { NEW_UNIT, settingsOf } from '../../../../shared/control-unit-fields.ts'
import { MOST_UNITS, unitsIn } from '../../../../shared/control-units.ts'
import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import { usePanel } from '../../../state/panel-store.ts'
import * as toasts from '../../../state/toasts.ts'
import { undoNewest } from '../../../state/undo.ts'
import { inputFixture } from '../../../testing/scripted-inputs.ts'
import { addUnit, duplicateUnit, editUnit, removePicture, removeUnit, unitSummary } from './edit-units.ts'

const modules = () => unitsIn(usePanel.getState().form.extra).map(({ module }) => module)

beforeEach(() => {
  vi.useFakeTimers()
  usePanel.setState({ form: { ...DEFAULT_REQUEST, extra: { eta: 0.5 } } })
  return () => vi.useRealTimers()
})

it('units are added, changed, doubled and taken out with a way back; other fields stay', () => {
  const done = vi.spyOn(toasts, 'showDone').mockImplementation(() => () => undefined)
  expect([addUnit(), addUnit()]).toEqual([0, 1])
  editUnit(0, { module: 'canny' })
  duplicateUnit(0)
  expect(modules()).toEqual(['canny', 'canny', 'none'])
  editUnit(1, { module: 'mlsd' })
  removeUnit(0)
  expect(modules()).toEqual(['mlsd', 'none'])
  done.mock.calls[0]?.[1]?.run()
  expect(modules()).toEqual(['canny', 'mlsd', 'none'])
  expect(usePanel.getState().form.extra.eta).toBe(0.5)
})

it('there are no more of them than a server runs', () => {
  for (let count = 0; count < MOST_UNITS; count++) addUnit()
  expect(addUnit()).toBeNull()
  duplicateUnit(3)
  expect(modules()).toHaveLength(MOST_UNITS)
})

it('a unit says in short what it does', () => {
  const model = 'control_v11p_sd15_canny [d14c016b]'
  expect(unitSummary({ ...NEW_UNIT, module: 'canny', model, weight: 0.5 })).toBe('canny · weight 0.5')
  expect(unitSummary({ ...NEW_UNIT, model })).toBe('control_v11p_sd15_canny')
  expect(unitSummary(NEW_UNIT)).toBe('nothing chosen yet')
})

it("a unit's own picture that was taken away comes back with Undo", () => {
  vi.restoreAllMocks()
  vi.spyOn(toast, 'dismiss').mockReturnValue('')
  const { id } = inputFixture(0)
  addUnit(id)
  const picture = () => unitsIn(usePanel.getState().form.extra).map((unit) => settingsOf(unit).picture?.id)
  expect(picture()).toEqual([id])
  removePicture(0)
  expect(picture()).toEqual([undefined])
  undoNewest()
  expect(picture()).toEqual([id])
})
