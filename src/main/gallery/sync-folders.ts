import type { GalleryFiles } from './gallery-files.ts'

/** Flushes each of these folders once, side by side. Never rejects: answers the folders that could not be flushed, with what was thrown. */
export async function syncFolders(
  files: Pick<GalleryFiles, 'syncFolder'>,
  folders: Iterable<string>,
): Promise<ReadonlyMap<string, unknown>> {
  const failures = new Map<string, unknown>()
  await Promise.all(
    Array.from(new Set(folders), async (folder) => {
      try {
        await files.syncFolder(folder)
      } catch (error) {
        failures.set(folder, error)
      }
    }),
  )
  return failures
}
