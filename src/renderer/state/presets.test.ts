import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import { DEFAULT_SETTINGS, type SettingsPatch } from '../../shared/settings.ts'
import { imageFixture } from '../testing/fixtures.ts'
import { emptyPanel, usePanel } from './panel-store.ts'
import { applyPreset, deletePreset, keepForm, keepPreset, newestPicture, renamePreset } from './presets.ts'

const toasts = vi.hoisted(() => ({ undo: [] as (() => void)[], refused: [] as string[] }))
vi.mock('./toasts.ts', () => {
  const showDone = (_title: string, action?: { run: () => void }) => action && toasts.undo.push(action.run)
  return {
    showDone,
    showDoneWith: showDone,
    showRefusal: (title: string) => toasts.refused.push(title),
    showProblem: () => {},
  }
})

beforeEach(() => {
  toasts.undo.length = 0
  toasts.refused.length = 0
  const updateSettings = async ({ patch }: { patch: SettingsPatch }) => ({
    ok: true,
    value: { ...DEFAULT_SETTINGS, ...patch },
  })
  vi.stubGlobal('window', { tributary: { updateSettings } })
  usePanel.setState({ ...emptyPanel, form: { ...DEFAULT_REQUEST, prompt: 'a boat' } })
})
afterEach(() => vi.unstubAllGlobals())

const presets = () => usePanel.getState().settings.presets
const named = (name: string) => {
  const preset = presets().find((each) => each.name === name)
  if (!preset) throw new Error(`no preset ${name}`)
  return preset
}

it('a preset keeps the form with the newest picture', async () => {
  const [older, newer] = [imageFixture(1, { storedAt: 10 }), imageFixture(2, { storedAt: 20 })]
  usePanel.setState({ imagesById: { [newer.id]: newer, [older.id]: older } })
  expect(newestPicture()).toBe(newer.id)
  expect(await keepForm('  Boats ')).toBe(true)
  expect(named('Boats')).toMatchObject({ picture: newer.id, request: { prompt: 'a boat' } })
})

it('one of the same name is overwritten, and comes back', async () => {
  await keepPreset('Boats', DEFAULT_REQUEST, null)
  const { id } = named('Boats')
  await keepForm('Boats')
  expect(presets()).toHaveLength(1)
  expect(named('Boats')).toMatchObject({ id, request: { prompt: 'a boat' } })
  toasts.undo.at(-1)?.()
  expect(named('Boats').request.prompt).toBe('')
})

it('it is put into the form, renamed and deleted, each with a way back', async () => {
  await keepPreset('Boats', { ...DEFAULT_REQUEST, prompt: 'kept', steps: 33 }, null)
  applyPreset(named('Boats'))
  expect(usePanel.getState().form).toMatchObject({ prompt: 'kept', steps: 33 })
  await keepPreset('Doors', DEFAULT_REQUEST, null)
  await renamePreset(named('Boats'), 'Doors')
  expect(toasts.refused).toHaveLength(1)
  await renamePreset(named('Boats'), 'Ships')
  expect(presets().map(({ name }) => name)).toEqual(['Doors', 'Ships'])
  await deletePreset(named('Ships'))
  expect(presets().map(({ name }) => name)).toEqual(['Doors'])
  toasts.undo.at(-1)?.()
  expect(presets().map(({ name }) => name)).toEqual(['Doors', 'Ships'])
})

it('what comes back leaves alone what was done since', async () => {
  await keepPreset('Boats', DEFAULT_REQUEST, null)
  await deletePreset(named('Boats'))
  const back = toasts.undo.at(-1)
  await keepPreset('Doors', DEFAULT_REQUEST, null)
  back?.()
  expect(presets().map(({ name }) => name)).toEqual(['Boats', 'Doors'])
  await deletePreset(named('Boats'))
  await keepPreset('Boats', { ...DEFAULT_REQUEST, steps: 5 }, null)
  toasts.undo.at(-2)?.()
  expect(toasts.refused).toHaveLength(1)
  expect(named('Boats').request.steps).toBe(5)
})

it('a form that is not valid is not kept, nor one without a name', async () => {
  usePanel.setState(({ form }) => ({ form: { ...form, steps: Number.NaN } }))
  expect(await keepForm('Boats')).toBe(false)
  expect(await keepPreset('  ', DEFAULT_REQUEST, null)).toBe(false)
  expect(presets()).toEqual([])
})
