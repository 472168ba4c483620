import { FileJson } from 'lucide-react'
import { useState } from 'react'
import type { Problem } from '../../../../shared/problem.ts'
import { say } from '../../../../shared/words/say.ts'
import { call } from '../../../state/call.ts'
import { problemFrom } from '../../../state/problem-error.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FileButton } from '../../../ui/FileButton.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { openSheet, setUnsaved } from '../board-store.ts'
import { SideSheet } from '../sheet/SideSheet.tsx'
import styles from './ImportSource.module.css'
import { type Dropped, readFile } from './read-dropped.ts'

/** Asks for a file or a text. */
export function ImportSource() {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Pick<Problem, 'message' | 'remedy'> | null>(null)
  const [reading, setReading] = useState(false)
  const read = async (dropped: Dropped) => {
    setProblem(null)
    if ('refused' in dropped) {
      setProblem({ message: dropped.refused, remedy: null })
      return
    }
    setReading(true)
    try {
      const preview = await call('previewImport', { source: dropped.source })
      setUnsaved(false)
      openSheet({ kind: 'import', preview })
    } catch (error) {
      setProblem(problemFrom(error))
    } finally {
      setReading(false)
    }
  }
  return (
    <SideSheet
      title={say('workers.import.title')}
      subtitle={say('workers.import.text')}
      footer={
        <Button
          look="primary"
          disabled={text.trim() === ''}
          busy={reading}
          onClick={() => void read({ source: { name: null, text } })}
        >
          {say('workers.import.look')}
        </Button>
      }
    >
      <div className={styles.file}>
        <FileButton
          icon={<FileJson />}
          accept=".json,.txt,application/json,text/plain"
          fileLabel={say('workers.import.file')}
          onFile={(file) => void readFile(file).then(read)}
          data-autofocus
        >
          {say('workers.import.choose')}
        </FileButton>
        <p>{say('workers.import.files', { files: ['workers.json', 'distributed-config.json'] })}</p>
      </div>
      <Field
        label={say('workers.import.paste')}
        hint={say('workers.import.paste.hint', {
          address: 'name:address:port',
          argument: '--distributed-remotes',
        })}
      >
        {(control) => (
          <TextArea
            {...control}
            value={text}
            minRows={6}
            placeholder={'http://192.168.1.3:7860\nargon:192.168.1.9:7860'}
            translate="no"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {problem && <ProblemNote problem={problem} />}
    </SideSheet>
  )
}
