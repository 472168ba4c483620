import { X } from 'lucide-react'
import { type ExtraFields, extraNames } from '../../../../shared/extra-fields.ts'
import { say } from '../../../../shared/words/say.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import styles from './ExtraNote.module.css'

interface ExtraNoteProps {
  readonly extra: ExtraFields
  readonly onLeaveOut: () => void
}

/** Names what is sent besides the fields of the form, as settings taken from a job may hold it; nothing where there is none. */
export function ExtraNote({ extra, onLeaveOut }: ExtraNoteProps) {
  const names = extraNames(extra).join(', ')
  if (names === '') return null
  return (
    <div className={styles.note}>
      <p title={names}>
        {say('generate.extra')} <span translate="no">{names}</span>
      </p>
      <IconButton label={say('generate.extra.leave-out')} icon={<X />} onClick={onLeaveOut} />
    </div>
  )
}
