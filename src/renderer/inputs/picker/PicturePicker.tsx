import { Images } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PickerGrid } from './PickerGrid.tsx'
import styles from './PicturePicker.module.css'
import { useNewestPictures } from './use-newest-pictures.ts'

interface PicturePickerProps {
  /** several can be taken together */
  readonly several: boolean
  readonly onTake: (images: readonly StoredImage[]) => void
  readonly onClose: () => void
  readonly onCloseAutoFocus: (event: Event) => void
}

/** Pictures of the gallery to choose from: the newest first, or those whose prompts have the words that are typed. */
export function PicturePicker({ several, onTake, onClose, onCloseAutoFocus }: PicturePickerProps) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<ReadonlyMap<ImageId, StoredImage>>(new Map())
  const field = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const { images, loading, problem, more, again } = useNewestPictures(typed)
  const take = (taken: readonly StoredImage[]) => {
    if (taken.length === 0) return
    onTake(taken)
    onClose()
  }
  const toggle = (image: StoredImage) =>
    setChosen((before) => {
      const next = new Map(several ? before : [])
      if (before.has(image.id)) next.delete(image.id)
      else next.set(image.id, image)
      return next
    })
  const press = (event: KeyboardEvent) => {
    const [first] = images
    if (event.key === 'ArrowDown' && first) {
      event.preventDefault()
      grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      take([...chosen.values()])
    }
  }
  const nothing = typed.trim() === '' ? say('picker.empty') : say('picker.none', { typed: typed.trim() })
  return (
    <Dialog
      open
      onClose={onClose}
      onCloseAutoFocus={onCloseAutoFocus}
      title={say('picker.title')}
      description={say(several ? 'picker.text-several' : 'picker.text-one')}
      width={760}
      footer={
        <>
          <p className={styles.count} role="status">
            {several && chosen.size > 0 ? say('picker.chosen', { count: chosen.size }) : ''}
          </p>
          <Button onClick={onClose}>{say('panel.cancel')}</Button>
          <Button look="primary" disabled={chosen.size === 0} onClick={() => take([...chosen.values()])}>
            {say('picker.take', { count: Math.max(1, chosen.size) })}
          </Button>
        </>
      }
    >
      <div className={styles.picker}>
        <SearchField field={field} typed={typed} onType={setTyped} onKeyDown={press} />
        {problem && <ProblemNote problem={problem} action={{ label: say('panel.try-again'), run: again }} />}
        {loading && <Reading />}
        {!loading && problem === null && images.length === 0 && (
          <div className={styles.nothing}>
            <Images aria-hidden="true" />
            <p>{nothing}</p>
          </div>
        )}
        {images.length > 0 && (
          <PickerGrid
            ref={grid}
            images={images}
            chosen={chosen}
            several={several}
            onToggle={toggle}
            onTake={(image) => take(chosen.size > 0 ? [...chosen.values()] : [image])}
            onEnd={more}
            onLeave={() => field.current?.focus()}
          />
        )}
      </div>
    </Dialog>
  )
}

/** Tiles that stand where pictures will be. */
const PLACES = ['1', '2', '3', '4', '5'] as const

function Reading() {
  return (
    <>
      <p className={styles.note}>{say('picker.reading')}</p>
      <div className={styles.grid} aria-hidden="true">
        {PLACES.map((place) => (
          <span key={place} className={styles.tile} />
        ))}
      </div>
    </>
  )
}

interface SearchFieldProps {
  readonly field: RefObject<HTMLInputElement | null>
  readonly typed: string
  readonly onType: (typed: string) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function SearchField({ field, typed, onType, onKeyDown }: SearchFieldProps) {
  // Before the dialog, which is drawn later than the picker, looks for what takes the focus.
  useEffect(() => field.current?.focus(), [field])
  return (
    <TextField
      ref={field}
      type="search"
      className={styles.search}
      aria-label={say('picker.search')}
      placeholder={say('picker.search')}
      value={typed}
      maxLength={500}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={onKeyDown}
    />
  )
}
