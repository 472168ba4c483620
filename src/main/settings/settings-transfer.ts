import { isDeepStrictEqual } from 'node:util'
import { SETTINGS_NAMES } from '../../shared/field-names.ts'
import { isRecord } from '../../shared/is-record.ts'
import { PortableSettings, type Settings, type SettingsPatch } from '../../shared/settings.ts'
import type { ExportedText } from '../../shared/transfer.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { TributaryError } from '../core/failure.ts'
import { migrateSettings, SETTINGS_VERSION } from './migrations.ts'
import { type BadField, readFields } from './read-fields.ts'

/** Word by which a file of settings is known. */
const KIND = 'tributary-settings'

/** The settings that another computer can use, as a text for a file. Machines and passwords are not among them. */
export function exportSettings(settings: Settings): ExportedText {
  const content = { kind: KIND, version: SETTINGS_VERSION, settings: PortableSettings.parse(settings) }
  return { fileName: 'tributary-settings.json', text: `${JSON.stringify(content, null, 2)}\n` }
}

/**
 * What a text of `exportSettings` would change: fields that differ from `current`. A field that is not valid stays as it is and is named
 * in `refused`; one that is missing or unknown is passed over. Throws `bad-request` for a text that is no such file.
 */
export function readSettings(
  text: string,
  current: Settings,
): { readonly patch: SettingsPatch; readonly refused: Reason[] } {
  const { version, settings } = fileOf(text)
  const bad: BadField[] = []
  const kept = PortableSettings.parse(current)
  const read = readFields(
    PortableSettings,
    migrateSettings({ ...settings, version }),
    kept,
    SETTINGS_NAMES,
    bad,
  )
  const changed = Object.entries(read).filter(
    ([key, value]) => !isDeepStrictEqual(value, kept[key as keyof PortableSettings]),
  )
  return {
    patch: Object.fromEntries(changed),
    refused: bad.map(({ why }) => why),
  }
}

function fileOf(text: string): { readonly version: unknown; readonly settings: Record<string, unknown> } {
  const content = parsed(text)
  if (isRecord(content) && content.kind === KIND && isRecord(content.settings))
    return { version: content.version, settings: content.settings }
  throw new TributaryError(
    'bad-request',
    reason('settings.not-settings'),
    reason('settings.not-settings.remedy'),
  )
}

/** Undefined for what is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
