import { ArrowRight, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ResizeMode } from '../../../../shared/generation.ts'
import type { InputPicture } from '../../../../shared/input-picture.ts'
import { say } from '../../../../shared/words/say.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { pictureUrl } from '../../../ui/picture-source.ts'
import styles from './FitPreview.module.css'
import type { Size } from './fit-picture.ts'
import { fitStrips, type Strip } from './fit-strips.ts'

/** CSS px of the longer side of either picture */
const LONGER_SIDE = 124

interface FitPreviewProps {
  /** those of another shape than the result; one at least */
  readonly pictures: readonly InputPicture[]
  readonly target: Size
  readonly mode: ResizeMode
}

/** A picture of another shape, and beside it what the machines make of it first. */
export function FitPreview({ pictures, target, mode }: FitPreviewProps) {
  const [at, setAt] = useState(0)
  const place = Math.min(at, pictures.length - 1)
  const picture = pictures[place]
  if (picture === undefined) return null
  const go = (step: number) => setAt((place + step + pictures.length) % pictures.length)
  return (
    <div className={styles.preview}>
      <figure className={styles.side}>
        <Picture
          of={{ kind: 'input', id: picture.id }}
          alt={picture.name}
          className={styles.picture}
          style={shown(picture)}
        />
        <figcaption>{say('start.size', picture)}</figcaption>
      </figure>
      <ArrowRight className={styles.arrow} aria-hidden="true" />
      <figure className={styles.side}>
        <Fitted key={picture.id} picture={picture} target={target} mode={mode} />
        <figcaption>{say('start.size', target)}</figcaption>
      </figure>
      {pictures.length > 1 && (
        <div className={styles.which}>
          <IconButton
            label={say('start.fit.previous')}
            icon={<ChevronLeft />}
            tooltip={false}
            onClick={() => go(-1)}
          />
          <span>{say('start.fit.which', { at: place + 1, of: pictures.length })}</span>
          <IconButton
            label={say('start.fit.next')}
            icon={<ChevronRight />}
            tooltip={false}
            onClick={() => go(1)}
          />
        </div>
      )}
    </div>
  )
}

/** CSS px, whatever the size. */
function shown({ width, height }: Size): { width: number; height: number } {
  const scale = LONGER_SIDE / Math.max(width, height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function Fitted({ picture, target, mode }: { picture: InputPicture; target: Size; mode: ResizeMode }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [image, setImage] = useState<HTMLImageElement | null>(null)
  const { width, height } = shown(target)
  useEffect(() => {
    const loading = new Image()
    loading.onload = () => setImage(loading)
    loading.src = pictureUrl({ kind: 'input', id: picture.id })
    return () => {
      loading.onload = null
    }
  }, [picture.id])
  useEffect(() => {
    if (image && canvas.current)
      draw(canvas.current, image, picture, target, fitStrips(picture, target, mode))
  })
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={say('start.fit.result', { name: picture.name, ...target, how: say(`start.fit.${mode}`) })}
      className={styles.result}
      data-mode={mode}
      style={{ width, height }}
    />
  )
}

function draw(
  canvas: HTMLCanvasElement,
  image: HTMLImageElement,
  picture: Size,
  target: Size,
  strips: readonly Strip[],
): void {
  const size = shown(target)
  canvas.width = size.width * devicePixelRatio
  canvas.height = size.height * devicePixelRatio
  const context = canvas.getContext('2d')
  if (context === null) return
  context.imageSmoothingQuality = 'high'
  const to = { x: canvas.width / target.width, y: canvas.height / target.height }
  // The thumbnail stands for the picture: of a row of its px there is less than one of its own.
  const across = { of: picture.width, px: image.naturalWidth }
  const down = { of: picture.height, px: image.naturalHeight }
  for (const { from, to: area } of strips) {
    const [x, width] = span(across, from.left, from.width)
    const [y, height] = span(down, from.top, from.height)
    const place = [area.left * to.x, area.top * to.y, area.width * to.x, area.height * to.y] as const
    context.drawImage(image, x, y, width, height, ...place)
  }
}

/** A stretch of a side in px of a smaller copy of it: one of them at least, and none beyond its end. */
function span({ of, px }: { of: number; px: number }, start: number, length: number): [number, number] {
  const long = Math.min(px, Math.max(1, (length * px) / of))
  return [Math.min((start * px) / of, px - long), long]
}
