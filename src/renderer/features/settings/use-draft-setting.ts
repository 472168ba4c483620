import { useEffect, useRef, useState } from 'react'
import { Settings } from '../../../shared/settings.ts'
import { issueReason } from '../../../shared/words/issue.ts'
import { inWords } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { saveSettings } from '../../state/save-settings.ts'

const SAVE_AFTER_MS = 500

/** A setting that is typed: shown as typed, saved half a second after the last key if it is valid. */
export function useDraftSetting<Key extends keyof Settings>(key: Key) {
  const saved = usePanel((state) => state.settings[key])
  const [draft, setDraft] = useState<Settings[Key] | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const value = draft ?? saved
  const issue = Settings.shape[key].safeParse(value).error?.issues[0]
  const change = (next: Settings[Key]) => {
    setDraft(next)
    clearTimeout(timer.current)
    if (!Settings.shape[key].safeParse(next).success) return
    timer.current = setTimeout(() => void saveSettings({ [key]: next }), SAVE_AFTER_MS)
  }
  /** Back to what is saved, e.g. after it was reset from elsewhere. */
  const forget = () => {
    clearTimeout(timer.current)
    setDraft(null)
  }
  return {
    value,
    error: issue ? inWords(issueReason(issue)) : null,
    path: issue?.path.join('.') ?? '',
    change,
    forget,
  }
}
