import { describe, expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../shared/generation.ts'
import { ImageId } from '../../shared/ids.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Preset } from '../../shared/presets.ts'
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts'
import { told } from '../testing/told.ts'
import { exportSettings, readSettings } from './settings-transfer.ts'

const changed: Settings = {
  ...DEFAULT_SETTINGS,
  theme: 'light',
  graceSeconds: 9,
  outputFolder: '/home/ada/pictures',
  form: { ...DEFAULT_SETTINGS.form, prompt: 'a secret prompt' },
  formDefaults: { ...DEFAULT_SETTINGS.formDefaults, steps: 33 },
}

const edited = (edit: (settings: Record<string, unknown>) => void) => {
  const file = JSON.parse(exportSettings(changed).text) as { settings: Record<string, unknown> }
  edit(file.settings)
  return JSON.stringify(file)
}

describe('a file of settings', () => {
  it('brings to another computer what was chosen, and nothing of this one', () => {
    const { fileName, text } = exportSettings(changed)
    expect(fileName).toBe('tributary-settings.json')
    expect(text).not.toMatch(/ada|secret/)
    expect(readSettings(text, DEFAULT_SETTINGS)).toEqual({
      patch: { theme: 'light', graceSeconds: 9, formDefaults: changed.formDefaults },
      refused: [],
    })
  })

  const preset = (name: string, more: Partial<Preset> = {}): Preset => ({
    ...{ id: `id of ${name}`, name, picture: null, request: DEFAULT_REQUEST },
    ...more,
  })
  const here = (...presets: Preset[]): Settings => ({ ...DEFAULT_SETTINGS, presets })
  it('brings presets beside those that there are, without their pictures; of one name that of the file counts', () => {
    const picture = ImageId.parse('one')
    const request = { ...DEFAULT_REQUEST, steps: 44 }
    const { text } = exportSettings(here(preset('boats', { picture, request }), preset('new')))
    expect(text).not.toContain('"one"')
    const mine = ImageId.parse('mine')
    const boats = preset('boats', { id: 'x', picture: mine })
    expect(readSettings(text, here(boats, preset('doors'))).patch.presets).toEqual([
      { ...boats, request },
      preset('doors'),
      preset('new'),
    ])
    // An id that stands for another one here is given anew.
    const other = preset('other', { id: preset('new').id })
    const ids = readSettings(text, here(other)).patch.presets?.map(({ id }) => id) ?? []
    expect([ids.length, new Set(ids).size]).toEqual([3, 3])
  })

  it('names a preset that is not valid, and those beyond as many as there may be', () => {
    const many = Array.from({ length: LIMITS.presets - 1 }, (_, at) => preset(`preset ${at}`))
    const text = edited((settings) => {
      settings.presets = [{ ...preset('odd'), request: { steps: 'many' } }, 7, preset('last'), preset('more')]
    })
    const { patch, refused } = readSettings(text, here(...many))
    expect(patch.presets?.at(-1)?.name).toBe('last')
    expect(told(refused)).toHaveLength(3)
    expect(told(refused).at(-1)).toContain('200 presets')
  })

  it('changes nothing where it is as here already', () => {
    expect(readSettings(exportSettings(changed).text, changed)).toEqual({ patch: {}, refused: [] })
  })

  it('loses only the field that is not valid, and names it', () => {
    const text = edited((settings) => {
      settings.graceSeconds = -4
      ;(settings.formDefaults as Record<string, unknown>).steps = 'many'
      settings.unknown = 1
    })
    const { patch, refused } = readSettings(text, DEFAULT_SETTINGS)
    expect(patch).toEqual({ theme: 'light' })
    expect(told(refused)).toHaveLength(2)
    expect(told(refused).join(' ')).toMatch(
      /^Grace period of \+ bonus must be at least 0\. Steps must be a number\.$/,
    )
  })

  it('cannot set what is of this computer', () => {
    const text = edited((settings) => {
      settings.outputFolder = '/etc'
      settings.demoFleet = true
    })
    expect(Object.keys(readSettings(text, DEFAULT_SETTINGS).patch)).toEqual([
      'theme',
      'graceSeconds',
      'formDefaults',
    ])
  })

  it.each(['', 'not JSON', '[]', '{"workers": []}', '{"kind": "tributary-settings", "settings": []}'])(
    'is refused as such: %j',
    (text) => {
      expect(() => readSettings(text, DEFAULT_SETTINGS)).toThrow(
        'This file does not hold settings of Tributary.',
      )
    },
  )
})
