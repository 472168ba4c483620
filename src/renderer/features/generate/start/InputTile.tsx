import { Brush, X } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { ImageToImage } from '../../../../shared/generation.ts'
import type { InputPicture } from '../../../../shared/input-picture.ts'
import { maskOf } from '../../../../shared/own-masks.ts'
import { say } from '../../../../shared/words/say.ts'
import { useMaskBounds } from '../../../inputs/mask/mask-bounds.ts'
import { workedOn } from '../../../inputs/mask/masked-frame.ts'
import { askForMask } from '../../../inputs/mask/paint-mask.ts'
import type { Rect } from '../../../inputs/mask/plane.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { type Box, fitPicture, type Size } from './fit-picture.ts'
import styles from './StartSection.module.css'

interface InputTileProps {
  readonly picture: InputPicture
  /** what is made of it; null: its own size */
  readonly target: Size | null
  readonly how: ImageToImage | null
  /** there are others, so that it may have a mask of its own */
  readonly among: boolean
  readonly onRemove: () => void
}

const place = ({ left, top, width, height }: Box): CSSProperties => ({
  left: `${left}%`,
  top: `${top}%`,
  width: `${width}%`,
  height: `${height}%`,
})

/** What servers take of a picture where only the masked part is worked on; null: all of it. */
function useMaskedPart(picture: InputPicture, target: Size | null, how: ImageToImage | null): Rect | null {
  const mask = how?.onlyMasked ? maskOf(how, picture.id) : null
  const bounds = useMaskBounds(mask, how?.invertMask ?? false)
  if (how === null || mask === null || bounds === null) return null
  const [across, down] = [picture.width / mask.width, picture.height / mask.height]
  const scaled = {
    left: bounds.left * across,
    top: bounds.top * down,
    right: bounds.right * across,
    bottom: bounds.bottom * down,
  }
  return workedOn(scaled, how, picture, target ?? picture)
}

/** A part of a picture, given in its px, in the box that the picture is drawn in. */
const inside = (box: Box, part: Rect, { width, height }: Size): Box => ({
  left: box.left + (part.left / width) * box.width,
  top: box.top + (part.top / height) * box.height,
  width: ((part.right - part.left) / width) * box.width,
  height: ((part.bottom - part.top) / height) * box.height,
})

/** A picture as it will be used: in the frame of the result, with its mask. */
export function InputTile({ picture, target, how, among, onRemove }: InputTileProps) {
  const { name, width, height } = picture
  const mode = how?.resizeMode ?? 'crop'
  const fit = fitPicture(picture, target, mode)
  const mask = how && maskOf(how, picture.id)
  const own = how?.ownMasks?.[picture.id] !== undefined
  const part = useMaskedPart(picture, target, how)
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
        {part && <span className={styles.part} data-part style={place(inside(fit.picture, part, picture))} />}
        {fit.frame && (
          <span className={styles.frame} data-cuts={mode === 'crop' || undefined} style={place(fit.frame)} />
        )}
        {among && (
          <IconButton
            className={styles.own}
            label={say(own ? 'start.own-mask.edit' : 'start.own-mask.paint', { name })}
            icon={<Brush />}
            pressed={own}
            data-opens="own-mask"
            data-picture={picture.id}
            onClick={() => askForMask(picture, true)}
          />
        )}
        <IconButton
          className={styles.remove}
          data-removes
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
