import { type CSSProperties, useState } from 'react'
import { say } from '../../shared/words/say.ts'
import { cx } from './class-names.ts'
import styles from './Picture.module.css'
import { type PictureRef, pictureUrl } from './picture-source.ts'

interface PictureProps {
  readonly of: PictureRef
  /** empty where words beside it say the same */
  readonly alt: string
  readonly className?: string | undefined
  /** fades in when it has loaded (not with reduced motion) */
  readonly fade?: boolean
  readonly draggable?: boolean
  readonly style?: CSSProperties | undefined
  /** told the picture's own size, px, when it has loaded */
  readonly onSize?: ((width: number, height: number) => void) | undefined
}

/** A stored picture, its thumbnail, or a live preview. Where the file is gone, it says so. */
export function Picture({
  of,
  alt,
  className,
  fade = false,
  draggable = false,
  style,
  onSize,
}: PictureProps) {
  const url = pictureUrl(of)
  const [failed, setFailed] = useState<string | null>(null)
  const [loaded, setLoaded] = useState(false)
  if (failed === url) {
    // A preview that is gone is replaced by the next one or by the picture; nobody misses it.
    return of.kind === 'preview' ? null : (
      <span
        className={cx(styles.missing, className)}
        role="img"
        aria-label={say('panel.picture-missing-named', { picture: alt })}
      >
        {say('panel.picture-missing')}
      </span>
    )
  }
  return (
    <img
      src={url}
      alt={alt}
      translate="no"
      className={cx(className, fade && styles.fading, fade && loaded && styles.loaded)}
      decoding="async"
      draggable={draggable}
      style={style}
      onLoad={(event) => {
        setLoaded(true)
        onSize?.(event.currentTarget.naturalWidth, event.currentTarget.naturalHeight)
      }}
      onError={() => setFailed(url)}
    />
  )
}
