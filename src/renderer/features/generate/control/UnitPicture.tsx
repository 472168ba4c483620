import { ImagePlus, X } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import type { ControlSettings } from '../../../../shared/control-unit-fields.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { say } from '../../../../shared/words/say.ts'
import { addInputs, type Incoming } from '../../../inputs/add-inputs.ts'
import { GalleryButton } from '../../../inputs/picker/GalleryButton.tsx'
import { PICTURE_FILES } from '../../../inputs/picture-files.ts'
import { picturesIn, picturesPasted } from '../../../inputs/pictures-in.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { cx } from '../../../ui/class-names.ts'
import { FilesButton } from '../../../ui/FilesButton.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { useDropTarget } from '../../../ui/use-drop-target.ts'
import styles from './ControlSection.module.css'
import { editUnit, removePicture } from './edit-units.ts'

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files')

interface UnitPictureProps {
  readonly settings: ControlSettings
  readonly at: number
}

/** The picture of a unit: its own, chosen, dropped or pasted, or that which the images start from. */
export function UnitPicture({ settings: { picture, enabled }, at }: UnitPictureProps) {
  const starts = usePanel((state) => state.form.imageToImage !== null)
  const first = usePanel((state) => state.form.inputs[0])
  const [refused, setRefused] = useState<Problem | null>(null)
  const [adding, setAdding] = useState(false)
  const take = async (incoming: readonly Incoming[]) => {
    if (incoming.length === 0) return
    setAdding(true)
    const added = await addInputs(incoming.slice(0, 1), 'picture')
    setAdding(false)
    setRefused(added.refused[0] ?? null)
    const [taken] = added.pictures
    if (taken) editUnit(at, { picture: taken.id })
  }
  const { over, handlers } = useDropTarget(hasFiles, (data) => void take(picturesIn(data)))
  const paste = (event: ClipboardEvent) => {
    const files = picturesPasted(event.nativeEvent)
    if (files.length === 0) return
    // Not for the pictures that the form starts from.
    event.preventDefault()
    void take(files)
  }
  const shown = picture?.id ?? (starts ? first?.id : undefined)
  const missing = enabled && picture === null && !starts
  return (
    <div className={styles.source} onPaste={paste}>
      <div
        className={cx(styles.drop, shown !== undefined && styles.filled, over && styles.over)}
        {...handlers}
      >
        {shown === undefined ? (
          <ImagePlus className={styles.empty} aria-hidden="true" />
        ) : (
          <Picture
            of={{ kind: 'input', id: shown }}
            alt={say('control.picture', { unit: at + 1 })}
            className={styles.thumb}
          />
        )}
        {picture && (
          <IconButton
            className={styles.remove}
            label={say(starts ? 'control.picture.use-start' : 'control.picture.remove')}
            icon={<X />}
            onClick={() => removePicture(at)}
          />
        )}
      </div>
      <div className={styles.about}>
        <p>
          {say(picture ? 'control.picture.own' : starts ? 'control.picture.start' : 'control.picture.drop')}
        </p>
        {missing && <p className={styles.missing}>{say('control.picture.missing')}</p>}
        <div className={styles.ways}>
          <FilesButton
            size="small"
            icon={<ImagePlus aria-hidden="true" />}
            accept={PICTURE_FILES}
            fileLabel={say('control.picture.field', { unit: at + 1 })}
            multiple={false}
            busy={adding}
            onFiles={(files) => void take(files)}
          >
            {say(picture ? 'control.picture.replace' : 'control.picture.choose')}
          </FilesButton>
          <GalleryButton several={false} onTake={(images) => void take(images)} />
        </div>
      </div>
      {refused && (
        <ProblemNote
          problem={refused}
          action={{ label: say('start.dismiss'), run: () => setRefused(null) }}
        />
      )}
    </div>
  )
}
