/** Names of pictures that can be used (gallery/inputs/picture-kind.ts); the system does not know the kind of every file. */
const PICTURE_NAME = /\.(png|jpe?g|webp|gif|avif|tiff?)$/i
/** Entries of a folder that are looked at. */
const MOST_ENTRIES = 10_000

/** `frame2` before `frame10`, as on the command line. */
const inOrder = new Intl.Collator('en', { numeric: true })

/** The pictures among the files of a folder that was chosen, in order of their names. Those of its subfolders are left out. */
export const picturesOfFolder = (files: readonly File[]): File[] =>
  sorted(files.filter(({ name, webkitRelativePath: path }) => isPicture(name) && path.split('/').length <= 2))

const isPicture = (name: string): boolean => PICTURE_NAME.test(name) && !name.startsWith('.')

const sorted = (files: readonly File[]): File[] => [...files].sort((a, b) => inOrder.compare(a.name, b.name))

/**
 * The pictures of the folders that were dropped, folder by folder, each in order of their names; null: no folder was dropped. What is dropped
 * can be asked for its folders only at once. Rejects with what the browser says of one that cannot be read.
 */
export function foldersDropped({ items }: Pick<DataTransfer, 'items'>): Promise<File[]> | null {
  const folders = [...items]
    .map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
    .filter((entry): entry is FileSystemDirectoryEntry => entry?.isDirectory === true)
  return folders.length === 0 ? null : Promise.all(folders.map(picturesIn)).then((all) => all.flat())
}

async function picturesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader()
  const found: FileSystemFileEntry[] = []
  // It tells some of them at a time, and none at the end.
  for (let seen = 0; seen < MOST_ENTRIES; ) {
    const entries = await new Promise<FileSystemEntry[]>((tell, fail) => reader.readEntries(tell, fail))
    if (entries.length === 0) break
    seen += entries.length
    for (const entry of entries)
      if (entry.isFile && isPicture(entry.name)) found.push(entry as FileSystemFileEntry)
  }
  const files = found.map((entry) => new Promise<File>((tell, fail) => entry.file(tell, fail)))
  return sorted(await Promise.all(files))
}
