import type { CallResponse } from '../../../shared/contract.ts'
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
import { undoing } from '../../state/undo.ts'

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
  if ((await takeOver(read.patch)) && read.withoutPictures.length > 0)
    showRefusal(say('panel.settings.transfer.without-pictures'), whoLacksPictures(read.withoutPictures))
}

/** More would fill the screen; each is told again when it is put into the form. */
const MOST_TOLD = 4

function whoLacksPictures(forms: CallResponse<'readSettings'>['withoutPictures']): string {
  const told = forms.slice(0, MOST_TOLD).map(({ preset, pictures }) =>
    say('panel.settings.transfer.lacks', {
      form: preset ?? say('panel.settings.transfer.reset-form'),
      pictures: pictures.map((what) => inWords(what)),
    }),
  )
  const more = forms.length - told.length
  return [...told, ...(more > 0 ? [say('panel.settings.transfer.lacks-more', { count: more })] : [])].join(
    ' ',
  )
}

const whyNot = ({ name, size }: File, why: WhyNotRead): string =>
  why === 'unreadable'
    ? say('panel.settings.transfer.unreadable', { file: name })
    : say('panel.settings.transfer.too-large', { file: name, size: bytes(size) })

/** Answers whether anything changed. */
async function takeOver(patch: SettingsPatch): Promise<boolean> {
  const keys = Object.keys(patch) as (keyof SettingsPatch)[]
  if (keys.length === 0) {
    showDone(say('panel.settings.transfer.same'))
    return false
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
  if (!(await saveSettings(patch))) return false
  showDone(
    say('panel.settings.transfer.imported', { count: keys.length }),
    undoing(() => void undo()),
  )
  return true
}
