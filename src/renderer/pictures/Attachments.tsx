import { useState } from 'react'
import type { ImageAttachment, StoredImage } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { useAsked } from '../state/asked.ts'
import { call } from '../state/call.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Picture } from '../ui/Picture.tsx'
import styles from './Attachments.module.css'

/** What the machine answered beside a picture: control maps, masks, grids; nothing where there is none. */
export function Attachments({ image }: { image: StoredImage }) {
  const asked = useAsked(image.id, null, (imageId) => call('imageAttachments', { imageId }))
  const [open, setOpen] = useState<number | null>(null)
  const attachments = asked.at === 'ready' ? asked.answer.attachments : []
  if (attachments.length === 0) return null
  const shown = open === null ? undefined : attachments[open]
  return (
    <section className={styles.section} aria-label={say('pictures.attachments')}>
      <h3 className={styles.title} title={say('pictures.attachments.explained')}>
        {say('pictures.attachments')}
      </h3>
      <ul className={styles.strip}>
        {attachments.map((attachment, at) => (
          <li key={attachment.id}>
            <button type="button" className={styles.tile} onClick={() => setOpen(at)}>
              <Attached attachment={attachment} at={at} />
            </button>
          </li>
        ))}
      </ul>
      {shown && open !== null && (
        <Dialog open onClose={() => setOpen(null)} title={say('pictures.attachments')} width={900}>
          <Attached attachment={shown} at={open} />
        </Dialog>
      )}
    </section>
  )
}

function Attached({ attachment: { id, width, height }, at }: { attachment: ImageAttachment; at: number }) {
  return (
    <Picture
      of={{ kind: 'attachment', id }}
      alt={say('pictures.attachment', { number: at + 1, width, height })}
      className={styles.picture}
    />
  )
}
