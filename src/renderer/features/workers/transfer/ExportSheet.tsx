import { RadioGroup } from 'radix-ui'
import { useState } from 'react'
import type { ExportFormat } from '../../../../shared/transfer.ts'
import { say } from '../../../../shared/words/say.ts'
import { attempt } from '../../../state/call.ts'
import { copyText } from '../../../state/copy-text.ts'
import { showDone } from '../../../state/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { closeSheet } from '../board-store.ts'
import { SideSheet } from '../sheet/SideSheet.tsx'
import styles from './ExportSheet.module.css'

const FORMATS: readonly { readonly format: ExportFormat; readonly name: string; readonly text: string }[] = [
  {
    format: 'tributary',
    name: 'Tributary',
    text: 'Everything that is set about the machines, for another installation of Tributary.',
  },
  {
    format: 'distributed-config',
    name: 'distributed-config.json',
    text: 'For stable-diffusion-webui-distributed from version 2 on.',
  },
  { format: 'workers-json', name: 'workers.json', text: 'For stable-diffusion-webui-distributed version 1.' },
  { format: 'addresses', name: 'Addresses', text: 'name:address:port, as --distributed-remotes takes them.' },
]

/** Takes the list of machines elsewhere. Credentials go along only when asked for. */
export function ExportSheet() {
  const [format, setFormat] = useState<ExportFormat>('tributary')
  const [credentials, setCredentials] = useState(false)
  const save = async () => {
    const saved = await attempt('saveExport', { format, credentials }, say('workers.failed.export'))
    if (saved?.file == null) return
    showDone(`Saved ${saved.file}`)
    closeSheet()
  }
  const copy = async () => {
    const exported = await attempt('exportWorkers', { format, credentials }, say('workers.failed.copy-list'))
    if (!exported) return
    await copyText(exported.text, say('workers.copied-list'))
  }
  return (
    <SideSheet
      title="Export machines"
      subtitle="Into a file that another program, or another Tributary, reads."
      footer={
        <>
          <Button onClick={() => void copy()}>Copy</Button>
          <Button look="primary" onClick={() => void save()}>
            Save…
          </Button>
        </>
      }
    >
      <RadioGroup.Root
        className={styles.formats}
        aria-label="Format"
        value={format}
        onValueChange={(next) => setFormat(FORMATS.find((each) => each.format === next)?.format ?? format)}
      >
        {FORMATS.map((each) => (
          <RadioGroup.Item key={each.format} value={each.format} className={styles.format}>
            <span className={styles.name}>{each.name}</span>
            <span className={styles.text}>{each.text}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <Checkbox
        checked={credentials}
        onChange={setCredentials}
        label="With user names and passwords"
        hint="They stand in it in clear: whoever gets the file can use the machines."
      />
      {credentials && (
        <ProblemNote
          level="warning"
          problem={{
            message: 'Keep this file to yourself, and delete it when it has done its work.',
            remedy: null,
          }}
        />
      )}
    </SideSheet>
  )
}
