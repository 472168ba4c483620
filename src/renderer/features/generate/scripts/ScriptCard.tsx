import { X } from 'lucide-react'
import { useState } from 'react'
import { detailerIn, isDetailer } from '../../../../shared/always-on.ts'
import type { Json } from '../../../../shared/extra-fields.ts'
import type { FleetScript } from '../../../../shared/script-arguments.ts'
import { say } from '../../../../shared/words/say.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { FieldNotes } from '../form/field-notes.ts'
import { DetailerFields } from './DetailerFields.tsx'
import { ScriptArguments } from './ScriptArguments.tsx'
import styles from './ScriptsSection.module.css'
import { scriptName } from './script-name.ts'

interface ScriptCardProps {
  readonly title: string
  readonly script: FleetScript | undefined
  readonly args: readonly Json[]
  /** what machines lack of it */
  readonly notes: FieldNotes
  readonly about?: string
  readonly onChange: (args: readonly Json[]) => void
  readonly onRemove: () => void
}

/** A script that is used, with its arguments. */
export function ScriptCard({ title, script, args, notes, about, onChange, onRemove }: ScriptCardProps) {
  const [raw, setRaw] = useState(false)
  const friendly = isDetailer(title) && detailerIn(args) !== null
  const name = scriptName(title)
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <h4 className={styles.title} translate="no">
          {name}
        </h4>
        <IconButton label={say('scripts.remove', { name })} icon={<X />} onClick={onRemove} />
      </div>
      {about !== undefined && <p className={styles.explained}>{about}</p>}
      {notes.error !== null ? (
        <p role="alert" className={styles.error}>
          {notes.error}
        </p>
      ) : (
        notes.hint !== null && <p className={styles.explained}>{notes.hint}</p>
      )}
      {friendly && !raw ? (
        <>
          <DetailerFields args={args} onChange={onChange} />
          <button type="button" className={styles.link} onClick={() => setRaw(true)}>
            {say('scripts.show-json')}
          </button>
        </>
      ) : (
        <ScriptArguments script={friendly ? undefined : script} args={args} onChange={onChange} />
      )}
    </li>
  )
}
