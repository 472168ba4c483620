import { type ComponentProps, useRef } from 'react'
import { Button } from './Button.tsx'

interface FileButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick'> {
  /** kinds of files that are offered, as of `<input accept>` */
  readonly accept: string
  /** what is asked for, read aloud where the field itself is reached */
  readonly fileLabel: string
  readonly onFile: (file: File) => void
}

/** A button that asks for one file. */
export function FileButton({ accept, fileLabel, onFile, ...button }: FileButtonProps) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button {...button} onClick={() => chooser.current?.click()} />
      <input
        ref={chooser}
        type="file"
        accept={accept}
        aria-label={fileLabel}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was mended.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
