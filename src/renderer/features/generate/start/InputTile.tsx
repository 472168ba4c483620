import { X } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { ImageToImage } from '../../../../shared/generation.ts'
import type { InputPicture } from '../../../../shared/input-picture.ts'
import { say } from '../../../../shared/words/say.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { type Box, fitPicture, type Size } from './fit-picture.ts'
import styles from './StartSection.module.css'

interface InputTileProps {
  readonly picture: InputPicture
  /** what is made of it; null: its own size */
  readonly target: Size | null
  readonly how: ImageToImage | null
  readonly onRemove: () => void
}

const place = ({ left, top, width, height }: Box): CSSProperties => ({
  left: `${left}%`,
  top: `${top}%`,
  width: `${width}%`,
  height: `${height}%`,
})

/** A picture as it will be used: in the frame of the result, with its mask. */
export function InputTile({ picture, target, how, onRemove }: InputTileProps) {
  const { name, width, height } = picture
  const mode = how?.resizeMode ?? 'crop'
  const fit = fitPicture(picture, target, mode)
  const mask = how?.mask ?? null
  return (
    <li className={styles.tile}>
      <div className={styles.face}>
        {fit.frame && mode === 'fill' && <span className={styles.filled} style={place(fit.frame)} />}
        <Picture
          of={{ kind: 'input', id: picture.id }}
          alt={say('start.picture', { name, width, height })}
          className={styles.picture}
          style={place(fit.picture)}
        />
        {mask && (
          <Picture
            of={{ kind: 'input', id: mask.id }}
            alt=""
            className={how?.invertMask ? styles.inverted : styles.mask}
            style={place(fit.picture)}
          />
        )}
        {fit.frame && (
          <span className={styles.frame} data-cuts={mode === 'crop' || undefined} style={place(fit.frame)} />
        )}
        <IconButton
          className={styles.remove}
          label={say('start.remove', { name })}
          icon={<X />}
          onClick={onRemove}
        />
      </div>
      <p className={styles.name} title={name} translate="no">
        {name}
      </p>
      <p className={styles.size}>{say('start.size', { width, height })}</p>
    </li>
  )
}
