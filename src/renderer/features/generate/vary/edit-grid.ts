import type { GridAxis } from '../../../../shared/grid.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'

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

export const removeAxis = (at: number): void => setAxes(axesNow().filter((_, place) => place !== at))

export const editAxis = (at: number, axis: GridAxis): void =>
  setAxes(axesNow().map((each, place) => (place === at ? axis : each)))
