import { LIMITS } from '../../../shared/limits.ts'
import type { SettingsPatch } from '../../../shared/settings.ts'
import { bytes } from '../../../shared/words/format-number.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { takeBack } from '../../state/presets.ts'
import { readTextFile, type WhyNotRead } from '../../state/read-text-file.ts'
import { saveSettings } from '../../state/save-settings.ts'
import { showDone, showRefusal } from '../../state/toasts.ts'

/** Takes over the settings of a file that Tributary exported, with a way back. What went wrong is told in a toast. */
export async function importSettings(file: File): Promise<void> {
  const content = await readTextFile(file, LIMITS.settingsCharacters)
  if ('why' in content) return showRefusal(whyNot(file, content.why))
  const read = await attempt('readSettings', { text: content.text }, say('panel.failed.import-settings'))
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

const whyNot = ({ name, size }: File, why: WhyNotRead): string =>
  why === 'unreadable'
    ? say('panel.settings.transfer.unreadable', { file: name })
    : say('panel.settings.transfer.too-large', { file: name, size: bytes(size) })

async function takeOver(patch: SettingsPatch): Promise<void> {
  const keys = Object.keys(patch) as (keyof SettingsPatch)[]
  if (keys.length === 0) {
    showDone(say('panel.settings.transfer.same'))
    return
  }
  const { settings } = usePanel.getState()
  const { presets: before, ...others } = Object.fromEntries(
    keys.map((key) => [key, settings[key]]),
  ) as SettingsPatch
  const { presets: after } = patch
  const undo = async () => {
    if (Object.keys(others).length > 0) await saveSettings(others)
    if (before && after) await takeBack({ before, after })
  }
  if (await saveSettings(patch))
    showDone(say('panel.settings.transfer.imported', { count: keys.length }), {
      label: say('panel.undo'),
      run: () => void undo(),
    })
}
