import type { GridAxis, GridField } from '../../../../shared/grid.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'

export const MOST_AXES = 3

const axesNow = (): readonly GridAxis[] => usePanel.getState().form.grid?.axes ?? []

const setAxes = (axes: readonly GridAxis[]): void =>
  editForm({ grid: axes.length === 0 ? null : { axes: [...axes] } })

/** Adds an axis without values: the form is not valid until it has some. */
export function addAxis(): void {
  const used = new Set(axesNow().map(({ field }) => field))
  const field = (['checkpoint', 'sampler', 'steps', 'cfg-scale'] as const).find((each) => !used.has(each))
  setAxes([...axesNow(), { field: field ?? 'seed', values: [] }])
}

/** Takes an axis out, with a way back where it has values. */
export function removeAxis(at: number): void {
  const before = axesNow()
  setAxes(before.filter((_, place) => place !== at))
  if ((before[at]?.values.length ?? 0) === 0) return
  showDone(
    say('vary.axis.removed', { number: at + 1 }),
    undoing(() => setAxes(before)),
  )
}

export const editAxis = (at: number, axis: GridAxis): void =>
  setAxes(axesNow().map((each, place) => (place === at ? axis : each)))

/** Lets an axis change another field, for which its values mean nothing: they go, with a way back. */
export function changeAxisField(at: number, field: GridField): void {
  const before = axesNow()
  const axis = before[at]
  if (axis === undefined || axis.field === field) return
  editAxis(at, { field, values: [] })
  if (axis.values.length === 0) return
  showDone(
    say('vary.axis.emptied', {
      number: at + 1,
      field: say(`request.axis.${field}`),
      count: axis.values.length,
    }),
    undoing(() => setAxes(before)),
  )
}
