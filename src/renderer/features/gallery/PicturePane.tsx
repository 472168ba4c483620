import { X } from 'lucide-react'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { InfoPane } from '../../pictures/InfoPane.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Picture } from '../../ui/Picture.tsx'
import styles from './PicturePane.module.css'

interface PicturePaneProps {
  readonly image: StoredImage
  readonly trashed: boolean
  readonly onOpen: () => void
  readonly onClose: () => void
}

/** The selected picture beside the gallery, with how it was made. */
export function PicturePane({ image, trashed, onOpen, onClose }: PicturePaneProps) {
  return (
    <div className={styles.pane} data-region="details">
      <div className={styles.frame}>
        <button type="button" className={styles.picture} aria-label={say('pictures.open')} onClick={onOpen}>
          <Picture
            key={image.id}
            of={{ kind: 'image', id: image.id }}
            alt={image.prompt}
            className={styles.image}
            fade
          />
        </button>
        <IconButton
          label={say('pictures.close')}
          icon={<X />}
          className={styles.close}
          onClick={onClose}
          tooltip={false}
        />
      </div>
      <InfoPane image={image} trashed={trashed} />
    </div>
  )
}
