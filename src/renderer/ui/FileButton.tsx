import type { ComponentProps } from 'react'
import { FilesButton } from './FilesButton.tsx'

interface FileButtonProps extends Omit<ComponentProps<typeof FilesButton>, 'multiple' | 'onFiles'> {
  readonly onFile: (file: File) => void
}

/** A button that asks for one file. */
export const FileButton = ({ onFile, ...button }: FileButtonProps) => (
  <FilesButton {...button} multiple={false} onFiles={([file]) => file && onFile(file)} />
)
