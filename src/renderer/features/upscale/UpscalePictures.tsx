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

/** Places that are kept for pictures on their way: more are not in sight at once. */
const MOST_PLACES = 6

/** The pictures with the size that each will have (`how`: null while nothing is chosen), places for those on their way, and what could not be used. */
export function UpscalePictures({ how }: { how: Upscale | null }) {
  const { pictures, adding, refused } = useUpscaleDraft()
  const list = useRef<HTMLUListElement>(null)
  const some = pictures.length > 0 || adding > 0
  useScrollEdges(list, some)
  return (
    <>
      {!some && <p className={styles.empty}>{say('upscale.empty')}</p>}
      {some && (
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
          {Array.from({ length: Math.min(adding, MOST_PLACES) }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
            <li key={at} aria-hidden="true" className={styles.picture}>
              <span className={cx(styles.thumb, styles.coming)} />
            </li>
          ))}
        </ul>
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
