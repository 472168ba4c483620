import { X } from 'lucide-react'
import { useRef } from 'react'
import type { Upscale } from '../../../shared/generation.ts'
import { type Size, upscaledSize } from '../../../shared/picture-size.ts'
import { say } from '../../../shared/words/say.ts'
import { takeFromUpscale, useUpscaleDraft } from '../../inputs/upscale.ts'
import { cx } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Picture } from '../../ui/Picture.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import edges from '../../ui/ScrollEdges.module.css'
import { useScrollEdges } from '../../ui/use-scroll-edges.ts'
import styles from './UpscaleDialog.module.css'

/** The pictures with the size that each will have (`how`: null while nothing is chosen), what is on its way, and what could not be used. */
export function UpscalePictures({ how }: { how: Upscale | null }) {
  const { pictures, adding, refused } = useUpscaleDraft()
  const list = useRef<HTMLUListElement>(null)
  useScrollEdges(list, pictures.length > 0)
  return (
    <>
      {pictures.length === 0 && adding === 0 && <p className={styles.empty}>{say('upscale.empty')}</p>}
      {pictures.length > 0 && (
        <ul ref={list} className={cx(styles.pictures, edges.edges)} aria-label={say('upscale.pictures')}>
          {pictures.map((picture) => (
            <li key={picture.id} className={styles.picture}>
              <Picture of={{ kind: 'input', id: picture.id }} alt="" className={styles.thumb} />
              <div className={styles.words}>
                <p className={styles.name} title={picture.name} translate="no">
                  {picture.name}
                </p>
                <p className={styles.size}>{sizeWords(picture, how)}</p>
              </div>
              <IconButton
                label={say('start.remove', { name: picture.name })}
                icon={<X />}
                onClick={() => takeFromUpscale(picture.id)}
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

/** The size of a picture, and the one it will have where that is another. */
function sizeWords({ width, height }: Size, how: Upscale | null): string {
  const becomes = how && upscaledSize(how, { width, height })
  if (becomes === null || (becomes.width === width && becomes.height === height))
    return say('upscale.stays', { width, height })
  return say('upscale.becomes', { width, height, toWidth: becomes.width, toHeight: becomes.height })
}
