import { X } from 'lucide-react'
import type { ExtraFields } from '../../../../shared/extra-fields.ts'
import { shownExtra, unshownExtra } from '../../../../shared/shown-extra.ts'
import { say } from '../../../../shared/words/say.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import styles from './ExtraNote.module.css'

interface ExtraNoteProps {
  readonly extra: ExtraFields
  /** told what is left then: what the form itself shows */
  readonly onLeaveOut: (left: ExtraFields) => void
}

/** Names what is sent and no control of the form shows, as settings taken from a job may hold it; nothing where there is none. */
export function ExtraNote({ extra, onLeaveOut }: ExtraNoteProps) {
  const names = Object.keys(unshownExtra(extra)).join(', ')
  if (names === '') return null
  return (
    <div className={styles.note}>
      <p title={names}>
        {say('generate.extra')} <span translate="no">{names}</span>
      </p>
      <IconButton
        label={say('generate.extra.leave-out')}
        icon={<X />}
        onClick={() => onLeaveOut(shownExtra(extra))}
      />
    </div>
  )
}
