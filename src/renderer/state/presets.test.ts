import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../shared/request-defaults.ts'
import { DEFAULT_SETTINGS, type SettingsPatch } from '../../shared/settings.ts'
import { plainText } from '../../shared/words/catalogue.ts'
import { imageFixture } from '../testing/fixtures.ts'
import { inputFixture } from '../testing/scripted-inputs.ts'
import { emptyPanel, usePanel } from './panel-store.ts'
import { applyPreset, deletePreset, keepForm, keepPreset, newestPicture, renamePreset } from './presets.ts'

const toasts = vi.hoisted(() => ({ undo: [] as (() => void)[], refused: [] as string[] }))
vi.mock('./toasts.ts', () => {
  const showDone = (_title: string, action?: { run: () => void }) => action && toasts.undo.push(action.run)
  return {
    showDone,
    showDoneWith: showDone,
    showRefusal: (title: string) => toasts.refused.push(title),
    showProblem: (title: string) => toasts.refused.push(title),
  }
})

/** Ids of what is not stored; null: the main process does not answer. */
const answers: { missing: ReadonlySet<string> | null } = { missing: new Set() }

beforeEach(() => {
  toasts.undo.length = 0
  toasts.refused.length = 0
  const updateSettings = async ({ patch }: { patch: SettingsPatch }) => ({
    ok: true,
    value: { ...DEFAULT_SETTINGS, ...patch },
  })
  const missingInputs = async ({ ids }: { ids: string[] }) =>
    answers.missing === null
      ? { ok: false, problem: { kind: 'internal', message: plainText('no'), remedy: null, field: null } }
      : { ok: true, value: { missing: ids.filter((id) => answers.missing?.has(id)) } }
  answers.missing = new Set()
  vi.stubGlobal('window', { tributary: { updateSettings, missingInputs } })
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
  await applyPreset(named('Boats'))
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

describe('a preset whose pictures are not stored on this computer', () => {
  const [red, blue] = [inputFixture(1, 'red.png'), inputFixture(2, 'blue.png')]
  const how = { ...IMAGE_TO_IMAGE_DEFAULTS, denoisingStrength: 0.35, mask: inputFixture(3, 'mask.png') }
  const request = { ...DEFAULT_REQUEST, steps: 33, inputs: [red, blue], imageToImage: how }
  const apply = async () => {
    await keepPreset('Boats', request, null)
    await applyPreset(named('Boats'))
    return usePanel.getState()
  }

  it('is put in whole where all are there', async () => {
    const { form, missing } = await apply()
    expect([form.inputs, form.imageToImage, missing]).toEqual([[red, blue], how, null])
    expect(toasts.refused).toEqual([])
  })

  it('is put in without them, says which, and starts from those that are left', async () => {
    answers.missing = new Set([blue.id, how.mask.id])
    const { form, missing } = await apply()
    expect(form).toMatchObject({ steps: 33, inputs: [red], imageToImage: { ...how, mask: null } })
    expect(missing).toMatchObject({ pictures: [{ id: blue.id }, { id: how.mask.id }], how: null })
    expect(toasts.refused).toEqual([
      'Pictures are not stored on this computer, so they are left out: blue.png and the mask.',
    ])
    toasts.undo.at(-1)?.()
    expect(usePanel.getState()).toMatchObject({ form: { prompt: 'a boat', inputs: [] }, missing: null })
  })

  it('makes images from the prompt alone where none is left, and as it says from the next picture that comes', async () => {
    answers.missing = new Set([red.id, blue.id])
    const { form, missing } = await apply()
    expect(form).toMatchObject({ steps: 33, inputs: [], imageToImage: null })
    expect(missing?.how).toEqual(how)
    expect(toasts.refused).toHaveLength(1)
  })

  it('is put in as it is where nobody can be asked, which is told', async () => {
    answers.missing = null
    const { form, missing } = await apply()
    expect([form.inputs, missing]).toEqual([[red, blue], null])
    expect(toasts.refused).toEqual(['Could not look for the pictures of these settings'])
  })
})
