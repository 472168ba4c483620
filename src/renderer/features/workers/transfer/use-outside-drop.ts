import type { DragEvent } from 'react'
import { useDropTarget } from '../../../ui/use-drop-target.ts'
import { openImport } from './open-import.ts'
import { readDropped, takeData } from './read-dropped.ts'

/** Types of what may be dropped; anything else keeps the cursor that says no. */
const TAKEN = ['Files', 'text/uri-list', 'text/plain']

const isTaken = ({ dataTransfer }: DragEvent) => TAKEN.some((type) => dataTransfer.types.includes(type))

/**
 * Takes files, links and texts dragged in from elsewhere, anywhere on an element. `over`: something that can be dropped
 * is above it.
 */
export function useOutsideDrop() {
  return useDropTarget(isTaken, (data) => void readDropped(takeData(data)).then(openImport))
}
