import { decodeText } from '../../../shared/decode-text.ts'
import { LIMITS } from '../../../shared/limits.ts'
import type { SettingsPatch } from '../../../shared/settings.ts'
import { bytes } from '../../../shared/words/format-number.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { showDone, showRefusal } from '../../state/toasts.ts'

/** Takes over the settings of a file that Tributary exported, with a way back. What went wrong is told in a toast. */
export async function importSettings(file: File): Promise<void> {
  if (file.size > LIMITS.importCharacters) {
    const size = bytes(file.size)
    return showRefusal(say('panel.settings.transfer.too-large', { file: file.name, size }))
  }
  const text = await file.arrayBuffer().then(
    (content) => decodeText(new Uint8Array(content)),
    () => null,
  )
  if (text === null) return showRefusal(say('panel.settings.transfer.unreadable', { file: file.name }))
  const read = await attempt('readSettings', { text }, say('panel.failed.import-settings'))
  if (read === null) return
  if (read.refused.length > 0)
    showRefusal(
      say('panel.settings.transfer.refused'),
      read.refused
        .slice(0, 5)
        .map((why) => inWords(why))
        .join(' '),
    )
  await takeOver(read.patch)
}

async function takeOver(patch: SettingsPatch): Promise<void> {
  const keys = Object.keys(patch) as (keyof SettingsPatch)[]
  if (keys.length === 0) return showDone(say('panel.settings.transfer.same'))
  const { settings } = usePanel.getState()
  const before: SettingsPatch = Object.fromEntries(keys.map((key) => [key, settings[key]]))
  if (await saveSettings(patch))
    showDone(say('panel.settings.transfer.imported', { count: keys.length }), {
      label: say('panel.undo'),
      run: () => void saveSettings(before),
    })
}
