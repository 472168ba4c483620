import { FolderOpen, ImagePlus } from 'lucide-react'
import { useRef } from 'react'
import type { InputPicture } from '../../../../shared/input-picture.ts'
import { say } from '../../../../shared/words/say.ts'
import { picturesOfFolder } from '../../../inputs/folder-pictures.ts'
import { GalleryButton } from '../../../inputs/picker/GalleryButton.tsx'
import { PICTURE_FILES } from '../../../inputs/picture-files.ts'
import { startFrom } from '../../../inputs/start-from.ts'
import { editForm } from '../../../state/edit-form.ts'
import { withoutInput } from '../../../state/form-inputs.ts'
import { useFormWithoutPrompts } from '../../../state/form-without-prompts.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone, showRefusal } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'
import { FilesButton } from '../../../ui/FilesButton.tsx'
import { InputTile } from './InputTile.tsx'
import styles from './StartSection.module.css'

/** The pictures that are started from, and the way to more of them. */
export function InputTiles() {
  const list = useRef<HTMLUListElement>(null)
  const { inputs, imageToImage, width, height } = useFormWithoutPrompts()
  const empty = inputs.length === 0
  const target = imageToImage?.ownSize ? null : { width, height }
  const remove = (picture: InputPicture, at: number) => {
    take(picture)
    // The focus goes on to what stands there now.
    const buttons = list.current?.querySelectorAll<HTMLElement>('[data-removes]')
    buttons?.[at + 1 < inputs.length ? at + 1 : at - 1]?.focus()
  }
  return (
    <div className={empty ? styles.empty : styles.given}>
      {empty ? (
        <p>{say('start.drop')}</p>
      ) : (
        <ul ref={list} className={styles.tiles} aria-label={say('start.pictures')}>
          {inputs.map((picture, at) => (
            <InputTile
              key={picture.id}
              picture={picture}
              target={target}
              how={imageToImage}
              among={inputs.length > 1}
              onRemove={() => remove(picture, at)}
            />
          ))}
        </ul>
      )}
      {/* Always in this place: the focus comes back to them from their dialogs. */}
      <div className={styles.ways}>
        <FilesButton
          accept={PICTURE_FILES}
          fileLabel={say('start.choose.field')}
          onFiles={(files) => void startFrom(files)}
          icon={<ImagePlus aria-hidden="true" />}
          size="small"
        >
          {say(empty ? 'start.choose' : 'start.add')}
        </FilesButton>
        <FilesButton
          fileLabel={say('start.choose-folder.field')}
          onFiles={startFromFolder}
          icon={<FolderOpen aria-hidden="true" />}
          size="small"
        >
          {say(empty ? 'start.choose-folder' : 'start.add-folder')}
        </FilesButton>
        <GalleryButton several onTake={(images) => void startFrom(images)} />
        {inputs.length > 1 && (
          <button type="button" className={styles.link} onClick={takeAll}>
            {say('start.clear')}
          </button>
        )}
      </div>
    </div>
  )
}

/** Starts from each picture of a folder that was chosen. */
function startFromFolder(files: readonly File[]): void {
  const pictures = picturesOfFolder(files)
  const [folder = ''] = files[0]?.webkitRelativePath.split('/') ?? []
  if (pictures.length > 0) void startFrom(pictures)
  else showRefusal(say('start.folder-without', { folder }))
}

function take({ id }: InputPicture): void {
  const before = usePanel.getState().form
  editForm(withoutInput(before, id))
  offerUndo(before, 1)
}

function takeAll(): void {
  const before = usePanel.getState().form
  editForm({ inputs: [], imageToImage: null })
  offerUndo(before, before.inputs.length)
}

function offerUndo(
  { inputs, imageToImage }: ReturnType<typeof usePanel.getState>['form'],
  count: number,
): void {
  showDone(
    say('start.removed', { count }),
    undoing(() => editForm({ inputs, imageToImage })),
  )
}
