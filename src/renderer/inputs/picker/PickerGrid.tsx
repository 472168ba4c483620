import { Check } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { cx } from '../../ui/class-names.ts'
import { movedBy } from '../../ui/grid-layout.ts'
import { Picture } from '../../ui/Picture.tsx'
import edges from '../../ui/ScrollEdges.module.css'
import { useScrollEdges } from '../../ui/use-scroll-edges.ts'
import styles from './PicturePicker.module.css'

/** px from the end of what was read at which more is read */
const NEAR_END_PX = 300

interface PickerGridProps {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly images: readonly StoredImage[]
  readonly chosen: ReadonlyMap<ImageId, unknown>
  readonly several: boolean
  readonly onToggle: (image: StoredImage) => void
  /** takes what is chosen, or this one */
  readonly onTake: (image: StoredImage) => void
  /** the end of what was read is near */
  readonly onEnd: () => void
  /** the focus leaves it upwards */
  readonly onLeave: () => void
}

/** Pictures side by side: arrow keys go from one to the next, Space chooses, Enter takes. */
export function PickerGrid(props: PickerGridProps) {
  const { ref, images, chosen, several, onToggle, onTake, onEnd, onLeave } = props
  const [at, setAt] = useState(0)
  useScrollEdges(ref)
  const active = Math.min(at, images.length - 1)
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const image = images[active]
    if (image === undefined) return
    if (event.key === ' ') onToggle(image)
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onTake(image)
    else {
      const columns = getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length
      const to = movedBy(event.key, active, images.length, columns)
      if (to === null) return
      if (event.key === 'ArrowUp' && to === active) onLeave()
      else focusOn(event.currentTarget, to)
    }
    event.preventDefault()
  }
  return (
    <div
      ref={ref}
      role="listbox"
      aria-label={say('picker.pictures')}
      aria-multiselectable={several}
      className={cx(styles.grid, edges.edges)}
      onKeyDown={press}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        if (scrollTop + clientHeight > scrollHeight - NEAR_END_PX) onEnd()
      }}
    >
      {images.map((image, place) => {
        const { width, height, prompt, file } = image
        const label = say('picker.picture', { prompt: prompt.slice(0, 120) || file, width, height })
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list around them hears the keys
          <div
            key={image.id}
            role="option"
            aria-selected={chosen.has(image.id)}
            aria-label={label}
            title={label}
            tabIndex={place === active ? 0 : -1}
            className={styles.tile}
            onFocus={() => {
              setAt(place)
              if (place >= images.length - 1) onEnd()
            }}
            onClick={() => onToggle(image)}
            onDoubleClick={() => onTake(image)}
          >
            <Picture of={{ kind: 'thumb', id: image.id }} alt="" className={styles.picture} fade />
            {chosen.has(image.id) && (
              <span className={styles.mark}>
                <Check aria-hidden="true" />
              </span>
            )}
          </div>
        )
      })}
    </div>
  )
}

function focusOn(grid: HTMLElement, place: number): void {
  const tile = grid.children[place]
  if (tile instanceof HTMLElement) tile.focus()
}
