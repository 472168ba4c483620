import { useRef, useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { showDone } from '../../state/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { importSettings } from './import-settings.ts'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'

/** Settings into a file and back. */
export function TransferGroup() {
  const chooser = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const saved = await attempt('saveSettingsExport', {}, say('panel.failed.export-settings'))
    const file = saved?.file ?? null
    if (file !== null) showDone(say('panel.settings.transfer.exported', { file }))
  }
  const read = async (file: File) => {
    setBusy(true)
    await importSettings(file)
    setBusy(false)
  }
  return (
    <SettingsGroup section="transfer">
      <div className={styles.buttons}>
        <Button onClick={() => void save()}>{say('panel.settings.transfer.export')}</Button>
        <Button busy={busy} onClick={() => chooser.current?.click()}>
          {say('panel.settings.transfer.import')}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".json,application/json"
          aria-label={say('panel.settings.transfer.file')}
          hidden
          onChange={(event) => {
            const file = event.target.files?.[0]
            // The same file may be chosen again after it was mended.
            event.target.value = ''
            if (file) void read(file)
          }}
        />
      </div>
      <p className={styles.hint}>{say('panel.settings.transfer.hint')}</p>
    </SettingsGroup>
  )
}
