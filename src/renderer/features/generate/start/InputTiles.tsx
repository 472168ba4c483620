import { FolderOpen, ImagePlus } from 'lucide-react'
import { useRef } from 'react'
import type { InputPicture } from '../../../../shared/input-picture.ts'
import { say } from '../../../../shared/words/say.ts'
import { picturesOfFolder } from '../../../inputs/folder-pictures.ts'
import { PICTURE_FILES } from '../../../inputs/picture-files.ts'
import { startFrom } from '../../../inputs/start-from.ts'
import { editForm } from '../../../state/edit-form.ts'
import { withoutInput } from '../../../state/form-inputs.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone, showRefusal } from '../../../state/toasts.ts'
import { FilesButton } from '../../../ui/FilesButton.tsx'
import { InputTile } from './InputTile.tsx'
import styles from './StartSection.module.css'

/** The pictures that are started from, and the way to more of them. */
export function InputTiles() {
  const list = useRef<HTMLUListElement>(null)
  const { inputs, imageToImage, width, height } = usePanel((state) => state.form)
  const chooser = {
    accept: PICTURE_FILES,
    fileLabel: say('start.choose.field'),
    onFiles: (files: File[]) => void startFrom(files),
    icon: <ImagePlus aria-hidden="true" />,
    size: 'small' as const,
  }
  const folderChooser = {
    fileLabel: say('start.choose-folder.field'),
    onFiles: startFromFolder,
    icon: <FolderOpen aria-hidden="true" />,
    size: 'small' as const,
  }
  if (inputs.length === 0)
    return (
      <div className={styles.empty}>
        <p>{say('start.drop')}</p>
        <div className={styles.choosers}>
          <FilesButton {...chooser}>{say('start.choose')}</FilesButton>
          <FilesButton {...folderChooser}>{say('start.choose-folder')}</FilesButton>
        </div>
        <p className={styles.aside}>{say('start.drop.from-gallery')}</p>
      </div>
    )
  const target = imageToImage?.ownSize ? null : { width, height }
  const remove = (picture: InputPicture, at: number) => {
    take(picture)
    // The focus goes on to what stands there now.
    const buttons = list.current?.querySelectorAll('button')
    buttons?.[at + 1 < inputs.length ? at + 1 : at - 1]?.focus()
  }
  return (
    <>
      <ul ref={list} className={styles.tiles} aria-label={say('start.pictures')}>
        {inputs.map((picture, at) => (
          <InputTile
            key={picture.id}
            picture={picture}
            target={target}
            how={imageToImage}
            onRemove={() => remove(picture, at)}
          />
        ))}
      </ul>
      <div className={styles.ways}>
        <FilesButton {...chooser}>{say('start.add')}</FilesButton>
        <FilesButton {...folderChooser}>{say('start.add-folder')}</FilesButton>
        {inputs.length > 1 && (
          <button type="button" className={styles.link} onClick={takeAll}>
            {say('start.clear')}
          </button>
        )}
      </div>
    </>
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
  showDone(say('start.removed', { count }), {
    label: say('panel.undo'),
    run: () => editForm({ inputs, imageToImage }),
  })
}
