import type { ImageToImage } from '../../../shared/generation.ts'
import type { InputPicture } from '../../../shared/input-picture.ts'
import { workedOn } from '../../inputs/mask/masked-frame.ts'
import type { Rect } from '../../inputs/mask/plane.ts'
import { usePanel } from '../../state/panel-store.ts'
import styles from './MaskPainter.module.css'
import type { PaintView } from './use-paint-view.ts'

interface MaskFrameProps {
  readonly how: ImageToImage
  readonly bounds: Rect | null
  readonly picture: InputPicture
  readonly view: PaintView
}

/** What servers take of the picture where only the masked part is worked on. */
export function MaskFrame({ how, bounds, picture, view: { corner, scale } }: MaskFrameProps) {
  const width = usePanel((state) => state.form.width)
  const height = usePanel((state) => state.form.height)
  const frame = workedOn(bounds, how, picture, { width, height })
  if (frame === null) return null
  return (
    <div
      className={styles.frame}
      style={{
        left: corner.left + frame.left * scale,
        top: corner.top + frame.top * scale,
        width: (frame.right - frame.left) * scale,
        height: (frame.bottom - frame.top) * scale,
      }}
    />
  )
}
