import { Dialog } from 'radix-ui'
import { useRef } from 'react'
import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { closeViewer } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import type { ViewerTable } from '../../state/ui.ts'
import { OpenPicture } from './OpenPicture.tsx'
import { useFullScreen } from './use-full-screen.ts'
import styles from './Viewer.module.css'

/** The picture that was opened, above the screen. */
export function Viewer() {
  const viewer = usePanel((state) => state.viewer)
  const image = usePanel((state) => (viewer ? state.imagesById[viewer.imageId] : undefined))
  return viewer && image ? <OpenViewer image={image} among={viewer.among} table={viewer.table} /> : null
}

interface OpenViewerProps {
  readonly image: StoredImage
  readonly among: readonly ImageId[]
  readonly table: ViewerTable | undefined
}

/** Mounted only while a picture is open: with it ends the full screen. */
function OpenViewer({ image, among, table }: OpenViewerProps) {
  const fullScreen = useFullScreen()
  const opener = useRef<Element | null>(null)
  const lastSeen = useRef<ImageId>(image.id)
  lastSeen.current = image.id
  return (
    // Not modal: the rail, the palette and the toasts stay in reach beside it.
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && closeViewer()}>
      <Dialog.Portal>
        <Dialog.Content
          className={styles.viewer}
          data-full={fullScreen.full || undefined}
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            opener.current = document.activeElement
            // The keys are listened to inside.
            const content = event.target as HTMLElement
            content.querySelector<HTMLElement>('[data-keys]')?.focus()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            // The list has scrolled to what was seen last by now; what cannot be found there was opened from elsewhere.
            const home = tileOf(lastSeen.current) ?? opener.current
            if (home instanceof HTMLElement) home.focus()
          }}
        >
          <OpenPicture image={image} among={among} table={table} fullScreen={fullScreen} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const tileOf = (id: ImageId): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-image="${CSS.escape(id)}"] [data-place]`)
