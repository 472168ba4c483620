import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { firstWrong, REQUEST_NAMES, SETTINGS_NAMES } from '../../shared/field-names.ts'
import { isRecord } from '../../shared/is-record.ts'
import { LIMITS } from '../../shared/limits.ts'
import { Preset } from '../../shared/presets.ts'
import { PortableSettings, type Settings, type SettingsPatch } from '../../shared/settings.ts'
import { withOwnFields } from '../../shared/stored-request.ts'
import type { ExportedText } from '../../shared/transfer.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { TributaryError } from '../core/failure.ts'
import { migrateSettings, SETTINGS_VERSION } from './migrations.ts'
import { type BadField, readFields } from './read-fields.ts'

/** Word by which a file of settings is known. */
const KIND = 'tributary-settings'

/**
 * The settings that another computer can use, as a text for a file. Machines and passwords are not among them, nor are the pictures of
 * presets, which lie on this computer.
 */
export function exportSettings(settings: Settings): ExportedText {
  const portable = PortableSettings.parse(settings)
  const presets = portable.presets.map((preset) => ({ ...preset, picture: null }))
  const content = { kind: KIND, version: SETTINGS_VERSION, settings: { ...portable, presets } }
  return { fileName: 'tributary-settings.json', text: `${JSON.stringify(content, null, 2)}\n` }
}

/**
 * What a text of `exportSettings` would change: fields that differ from `current`. A field that is not valid stays as it is and is named
 * in `refused`; one that is missing or unknown is passed over. Presets come beside those that there are; of one name, that of the file
 * counts. Throws `bad-request` for a text that is no such file.
 */
export function readSettings(
  text: string,
  current: Settings,
): { readonly patch: SettingsPatch; readonly refused: Reason[] } {
  const { version, settings } = fileOf(text)
  const bad: BadField[] = []
  const kept = PortableSettings.parse(current)
  const { presets: brought, ...others } = migrateSettings({ ...settings, version })
  const read = {
    ...readFields(PortableSettings, others, kept, SETTINGS_NAMES, bad),
    presets: withPresets(kept.presets, brought, bad),
  }
  const changed = Object.entries(read).filter(
    ([key, value]) => !isDeepStrictEqual(value, kept[key as keyof PortableSettings]),
  )
  return {
    patch: Object.fromEntries(changed),
    refused: bad.map(({ why }) => why),
  }
}

/** The presets of a file beside those that there are. One that is not valid, or one too many, is named and left out. */
function withPresets(here: readonly Preset[], brought: unknown, bad: BadField[]): Preset[] {
  const presets = [...here]
  for (const stored of Array.isArray(brought) ? brought : []) {
    const parsed = Preset.safeParse(
      isRecord(stored) ? { ...stored, request: withOwnFields(stored.request) } : stored,
    )
    if (!parsed.success) {
      bad.push({ field: 'presets', why: firstWrong(parsed.error, { request: REQUEST_NAMES }).why })
      continue
    }
    const { name, request } = parsed.data
    const at = presets.findIndex((each) => each.name === name)
    const standing = presets[at]
    if (standing !== undefined) presets[at] = { ...standing, request }
    else if (presets.length < LIMITS.presets)
      presets.push({
        ...parsed.data,
        id: presets.some(({ id }) => id === parsed.data.id) ? randomUUID() : parsed.data.id,
      })
    else bad.push({ field: 'presets', why: reason('presets.too-many', { most: LIMITS.presets }) })
  }
  return presets
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
