import { describe, expect, it } from 'vitest'
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
