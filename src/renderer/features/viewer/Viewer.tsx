import { Dialog } from 'radix-ui'
import { useRef } from 'react'
import { closeViewer } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import { OpenPicture } from './OpenPicture.tsx'
import styles from './Viewer.module.css'

/** The picture that was opened, above the screen. */
export function Viewer() {
  const viewer = usePanel((state) => state.viewer)
  const image = usePanel((state) => (viewer ? state.imagesById[viewer.imageId] : undefined))
  const opener = useRef<Element | null>(null)
  if (!viewer || !image) return null
  return (
    // Not modal: the rail, the palette and the toasts stay in reach beside it.
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && closeViewer()}>
      <Dialog.Portal>
        <Dialog.Content
          className={styles.viewer}
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
            if (opener.current instanceof HTMLElement) opener.current.focus()
          }}
        >
          <OpenPicture image={image} among={viewer.among} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
