import { RadioGroup } from 'radix-ui'
import { useState } from 'react'
import type { ExportFormat } from '../../../../shared/transfer.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
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

const FORMATS: readonly ExportFormat[] = ['tributary', 'distributed-config', 'workers-json', 'addresses']

/** Takes the list of machines elsewhere. Credentials go along only when asked for. */
export function ExportSheet() {
  const [format, setFormat] = useState<ExportFormat>('tributary')
  const [credentials, setCredentials] = useState(false)
  const save = async () => {
    const saved = await attempt('saveExport', { format, credentials }, say('workers.failed.export'))
    if (saved?.file == null) return
    showDone(say('workers.exported', { file: saved.file }))
    closeSheet()
  }
  const copy = async () => {
    const exported = await attempt('exportWorkers', { format, credentials }, say('workers.failed.copy-list'))
    if (!exported) return
    await copyText(exported.text, say('workers.copied-list'))
  }
  return (
    <SideSheet
      title={say('workers.export.title')}
      subtitle={say('workers.export.text')}
      footer={
        <>
          <Button onClick={() => void copy()}>{say('panel.copy')}</Button>
          <Button look="primary" onClick={() => void save()}>
            {say('workers.export.save')}
          </Button>
        </>
      }
    >
      <RadioGroup.Root
        className={styles.formats}
        aria-label={say('workers.export.format')}
        value={format}
        onValueChange={(next) => setFormat(FORMATS.find((each) => each === next) ?? format)}
      >
        {FORMATS.map((each) => (
          <RadioGroup.Item key={each} value={each} className={styles.format}>
            <span className={styles.name}>{say(`workers.export.${each}`)}</span>
            <span className={styles.text}>{say(`workers.export.${each}.text`)}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <Checkbox
        checked={credentials}
        onChange={setCredentials}
        label={say('workers.export.credentials')}
        hint={say('workers.export.credentials.hint')}
      />
      {credentials && (
        <ProblemNote
          level="warning"
          problem={{
            message: reason('workers.export.credentials.warning'),
            remedy: null,
          }}
        />
      )}
    </SideSheet>
  )
}
