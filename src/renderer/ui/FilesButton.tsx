import { type ComponentProps, useRef } from 'react'
import { Button } from './Button.tsx'

interface FilesButtonProps extends Omit<ComponentProps<typeof Button>, 'onClick'> {
  /** kinds of files that are offered, as of `<input accept>`; absent: all of a folder that is asked for */
  readonly accept?: string
  /** what is asked for, read aloud where the field itself is reached */
  readonly fileLabel: string
  /** false: one file */
  readonly multiple?: boolean
  readonly onFiles: (files: File[]) => void
}

/** A button that asks for files, or for a folder where no kind of file is named. */
export function FilesButton({ accept, fileLabel, multiple = true, onFiles, ...button }: FilesButtonProps) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button {...button} onClick={() => chooser.current?.click()} />
      <input
        ref={chooser}
        type="file"
        {...(accept === undefined ? { webkitdirectory: '' } : { accept })}
        aria-label={fileLabel}
        multiple={multiple}
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file may be chosen again after it was mended.
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </>
  )
}
