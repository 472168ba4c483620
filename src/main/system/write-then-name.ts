import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'

/**
 * Has a file written under a name of its own beside `path`, and gives it that name when all of it is there: what stands at `path` is whole.
 * Rejects with what `write` throws and with errors of the file system; nothing is left behind then.
 */
export async function writeThenName(
  path: string,
  write: (unfinished: string) => Promise<unknown>,
): Promise<void> {
  const unfinished = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    await write(unfinished)
    await rename(unfinished, path)
  } catch (error) {
    // The first failure is what matters to the caller.
    await rm(unfinished, { force: true }).catch(() => {})
    throw error
  }
}
