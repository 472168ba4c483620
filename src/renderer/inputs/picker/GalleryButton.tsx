import { Images } from 'lucide-react'
import { useRef, useState } from 'react'
import type { StoredImage } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { Button } from '../../ui/Button.tsx'
import { PicturePicker } from './PicturePicker.tsx'

interface GalleryButtonProps {
  /** several can be taken together */
  readonly several: boolean
  readonly onTake: (images: readonly StoredImage[]) => void
}

/** Opens the pictures of the gallery, to choose from. */
export function GalleryButton({ several, onTake }: GalleryButtonProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={button}
        size="small"
        icon={<Images aria-hidden="true" />}
        data-opens="gallery"
        onClick={() => setOpen(true)}
      >
        {say('picker.open')}
      </Button>
      {open && (
        <PicturePicker
          several={several}
          onTake={onTake}
          onClose={() => setOpen(false)}
          onCloseAutoFocus={(event) => {
            // The dialog knows only what had the focus when it was drawn: its own search.
            event.preventDefault()
            button.current?.focus()
          }}
        />
      )}
    </>
  )
}
