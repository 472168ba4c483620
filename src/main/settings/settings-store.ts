import { isDeepStrictEqual } from 'node:util'
import { firstWrong, SETTINGS_NAMES } from '../../shared/field-names.ts'
import { isRecord } from '../../shared/is-record.ts'
import { DEFAULT_SETTINGS, Settings, SettingsPatch } from '../../shared/settings.ts'
import { withOwnFields } from '../../shared/stored-request.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { TributaryError } from '../core/failure.ts'
import type { KeyValueFile } from './key-value-file.ts'
import { migrateSettings, SETTINGS_VERSION } from './migrations.ts'
import { type BadField, readFields } from './read-fields.ts'

/** What a person chose, and what the panel remembers. */
export interface SettingsStore {
  get(): Settings
  /**
   * Takes over the fields of a patch, writes them, then tells the listeners. Throws `bad-request` for a patch that is not valid,
   * `settings-broken` when they cannot be written; nothing has changed then.
   */
  update(patch: SettingsPatch): Settings
  /** Told after every change. Returns what ends the subscription. */
  onChange(listener: (settings: Settings) => void): () => void
}

/** Opens the settings of a file. `report` is told of every field that was not valid and is back at its default. */
export function createSettingsStore(file: KeyValueFile, report: (what: Reason) => void): SettingsStore {
  const listeners = new Set<(settings: Settings) => void>()
  let settings = load(file, report)

  return {
    get: () => settings,
    update(patch) {
      const parsed = SettingsPatch.safeParse(patch)
      if (!parsed.success) {
        const { field, why } = firstWrong(parsed.error, SETTINGS_NAMES)
        throw new TributaryError('bad-request', why, null, { field })
      }
      const changed = Object.fromEntries(
        Object.entries(parsed.data).filter(
          ([key, value]) => value !== undefined && !isDeepStrictEqual(value, settings[key as keyof Settings]),
        ),
      )
      if (Object.keys(changed).length === 0) return settings
      file.set({ ...changed, version: SETTINGS_VERSION })
      settings = { ...settings, ...changed }
      for (const listener of [...listeners]) listener(settings)
      return settings
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function load(file: KeyValueFile, report: (what: Reason) => void): Settings {
  const stored: Record<string, unknown> = { version: file.get('version') }
  for (const key of Object.keys(Settings.shape)) stored[key] = file.get(key)
  for (const key of ['form', 'formDefaults']) stored[key] = withOwnFields(stored[key])
  stored.presets = eachWith(stored.presets, 'request')
  stored.drafts = eachWith(stored.drafts, 'form')
  const bad: BadField[] = []
  const settings = readFields(Settings, migrateSettings(stored), DEFAULT_SETTINGS, SETTINGS_NAMES, bad)
  for (const { field, why } of bad)
    report(reason('settings.bad-value-stored', { field, file: file.path, why }))
  return settings
}

/** Things with a request in a field, each as this version has it. */
const eachWith = (stored: unknown, field: string): unknown =>
  Array.isArray(stored)
    ? stored.map((each: unknown) =>
        isRecord(each) ? { ...each, [field]: withOwnFields(each[field]) } : each,
      )
    : stored
