import { basename, join } from 'node:path'
import type { TrashRow } from '../index/trash-rows.ts'

/** Hidden folder inside the output folder: in the same file system as the pictures, so that deleting one only renames it. */
export const TRASH_FOLDER = '.tributary-trash'

/** What an id must look like to be a name; those that the gallery makes do. */
const ID = /^[A-Za-z0-9_-]{1,64}$/

/** Path of a picture inside the trash folder. Each has a folder of its own, named by its id: the disk alone tells what it is. */
export function trashName(id: string, file: string): string {
  if (!ID.test(id)) throw new Error('This id cannot be the name of a folder.')
  return `${id}/${basename(file)}`
}

/** The id of the picture that a folder of the trash belongs to; null: it is none of ours. */
export const idOfFolder = (name: string): string | null => (ID.test(name) ? name : null)

/** Absolute: where a picture lies when it is not in the trash. */
export const placeOf = ({ folder, file }: Pick<TrashRow, 'folder' | 'file'>): string => join(folder, file)

/** Absolute: where a picture lies in the trash; null: it never was there. */
export const trashPlaceOf = ({ folder, trash }: Pick<TrashRow, 'folder' | 'trash'>): string | null =>
  trash === null ? null : join(folder, TRASH_FOLDER, trash)
