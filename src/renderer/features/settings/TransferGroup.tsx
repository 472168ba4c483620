import { useState } from 'react'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { showDone } from '../../state/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { FileButton } from '../../ui/FileButton.tsx'
import { importSettings } from './import-settings.ts'
import { SettingsGroup } from './SettingsGroup.tsx'
import styles from './SettingsScreen.module.css'

/** Settings into a file and back. */
export function TransferGroup() {
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
        <FileButton
          busy={busy}
          accept=".json,application/json"
          fileLabel={say('panel.settings.transfer.file')}
          onFile={(file) => void read(file)}
        >
          {say('panel.settings.transfer.import')}
        </FileButton>
      </div>
      <p className={styles.hint}>{say('panel.settings.transfer.hint')}</p>
    </SettingsGroup>
  )
}
