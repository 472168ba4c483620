import { X } from 'lucide-react'
import { say } from '../../../shared/words/say.ts'
import { takeFromUpscale, useUpscaleDraft } from '../../inputs/upscale.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Picture } from '../../ui/Picture.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import styles from './UpscaleDialog.module.css'

/** The pictures with the size that each will have, what is on its way, and what could not be used. */
export function UpscalePictures({ scale }: { scale: number }) {
  const { pictures, adding, refused } = useUpscaleDraft()
  return (
    <>
      {pictures.length === 0 && adding === 0 && <p className={styles.empty}>{say('upscale.empty')}</p>}
      {pictures.length > 0 && (
        <ul className={styles.pictures} aria-label={say('upscale.pictures')}>
          {pictures.map(({ id, name, width, height }) => (
            <li key={id} className={styles.picture}>
              <Picture of={{ kind: 'input', id }} alt="" className={styles.thumb} />
              <div className={styles.words}>
                <p className={styles.name} title={name} translate="no">
                  {name}
                </p>
                <p className={styles.size}>
                  {say('upscale.becomes', {
                    ...{ width, height },
                    toWidth: Math.round(width * scale),
                    toHeight: Math.round(height * scale),
                  })}
                </p>
              </div>
              <IconButton
                label={say('start.remove', { name })}
                icon={<X />}
                onClick={() => takeFromUpscale(id)}
              />
            </li>
          ))}
        </ul>
      )}
      {adding > 0 && (
        <p role="status" className={styles.size}>
          {say('start.adding', { count: adding })}
        </p>
      )}
      {refused.slice(0, 3).map((problem, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they come and go together
        <ProblemNote key={at} problem={problem} />
      ))}
    </>
  )
}
