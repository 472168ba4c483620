import { link, open, readdir, rename, rmdir, stat, unlink } from 'node:fs/promises'
import { makeFolder } from '../system/make-folder.ts'
import { codeOf } from './storage-error.ts'

/** One entry of a folder. Links and devices are `other`: they are never followed. */
interface FolderEntry {
  readonly name: string
  readonly kind: 'file' | 'folder' | 'other'
}

interface FileFacts {
  readonly bytes: number
  /** epoch ms */
  readonly modifiedAt: number
  /** identity of the content: two names of one file share it */
  readonly inode: string
}

/** The file operations pictures pass through: the seam for tests, e.g. of a full disk. Rejects with Node.js file errors. */
export interface GalleryFiles {
  /** Makes a new file of these bytes and flushes it to the device. A failed one is removed again. */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** Moves a file to a name that is free, in the same file system; EEXIST when the name is taken. Never overwrites. */
  place(from: string, to: string): Promise<void>
  /** Makes the names in a folder durable, where the system can do that. */
  syncFolder(path: string): Promise<void>
  /** With its parents. */
  makeFolder(path: string): Promise<void>
  /** Nothing happens when there is no such file. */
  remove(path: string): Promise<void>
  /** Removes a folder if it is empty; otherwise leaves it. */
  removeFolder(path: string): Promise<void>
  list(path: string): Promise<FolderEntry[]>
  /** null: there is no such file */
  facts(path: string): Promise<FileFacts | null>
  /** At most `length` bytes from `from`. */
  read(path: string, from: number, length: number): Promise<Buffer>
}

/** What file systems without hard links answer to `link`; exFAT on Windows says EISDIR. */
const NO_LINKS = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
  'EXDEV',
  'EISDIR',
  'UNKNOWN',
])
/** What systems answer that cannot flush a folder (Windows, some network file systems). */
const NO_FOLDER_SYNC = new Set(['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES'])

/** The file system as it is. */
export const nodeFiles: GalleryFiles = {
  async write(path, bytes) {
    try {
      const file = await open(path, 'wx')
      try {
        for (let at = 0; at < bytes.byteLength; ) at += (await file.write(bytes, at)).bytesWritten
        // The bytes and their number; the times of a new file need not outlast a crash.
        await file.datasync()
      } finally {
        await file.close()
      }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') await removeIfThere(path)
      throw error
    }
  },

  async place(from, to) {
    try {
      await link(from, to)
    } catch (error) {
      const code = codeOf(error)
      if (code === null || !NO_LINKS.has(code)) throw error
      await claimAndRename(from, to)
      return
    }
    // A first name that stays behind is a second name of the same bytes; the next start removes it.
    await removeIfThere(from)
  },

  async syncFolder(path) {
    try {
      const folder = await open(path, 'r')
      try {
        await folder.sync()
      } finally {
        await folder.close()
      }
    } catch (error) {
      const code = codeOf(error)
      if (code === null || !NO_FOLDER_SYNC.has(code)) throw error
    }
  },

  async makeFolder(path) {
    makeFolder(path)
  },

  async remove(path) {
    try {
      await unlink(path)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error
    }
  },

  async removeFolder(path) {
    try {
      await rmdir(path)
    } catch (error) {
      const code = codeOf(error)
      if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
    }
  },

  async list(path) {
    const entries = await readdir(path, { withFileTypes: true })
    return entries.map((entry) => ({
      name: entry.name,
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
    }))
  },

  async facts(path) {
    try {
      const { size, mtimeMs, ino, dev } = await stat(path)
      return { bytes: size, modifiedAt: mtimeMs, inode: `${dev}:${ino}` }
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOENT' || code === 'ENOTDIR') return null
      throw error
    }
  },

  async read(path, from, length) {
    const file = await open(path, 'r')
    try {
      const buffer = Buffer.allocUnsafe(length)
      const { bytesRead } = await file.read(buffer, 0, length, from)
      return buffer.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  },
}

/** Where there are no hard links: an empty file claims the name, then the picture takes its place. */
async function claimAndRename(from: string, to: string): Promise<void> {
  const claim = await open(to, 'wx')
  await claim.close()
  try {
    await rename(from, to)
  } catch (error) {
    await removeIfThere(to)
    throw error
  }
}

/** Tidies up after something that matters more: its own failure changes nothing for the caller. */
async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch {
    // What stays is found by the look at the folder on the next start.
  }
}
