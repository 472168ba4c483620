import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { reason } from '../../shared/words/catalogue.ts'
import { TributaryError } from '../core/failure.ts'
import { withSuffix } from './file-template.ts'
import type { GalleryFiles } from './gallery-files.ts'
import { codeOf } from './storage-error.ts'

/** Numbered names to try when a name is taken; after that a random one. */
const NUMBERED = 30
const REMEMBERED = 10_000

/** Gives files their place: the wanted name, or the first free one after it. Nothing is ever overwritten. */
export class FilePlacer {
  readonly #files: GalleryFiles
  /** suffix to try next for a name that was taken */
  readonly #next = new Map<string, number>()

  constructor(files: GalleryFiles) {
    this.#files = files
  }

  /**
   * Moves `from` to `folder`/`file` and answers the name it got. `announce` is told of every other name before it is tried, so that a crash
   * finds it written down. Rejects with Node.js file errors; the file is still at `from` then.
   */
  async place(
    from: string,
    folder: string,
    file: string,
    announce: (file: string) => void = () => {},
  ): Promise<string> {
    let name = file
    for (let attempt = 0; ; attempt++) {
      const target = join(folder, name)
      try {
        await this.#files.place(from, target)
        return name
      } catch (error) {
        const code = codeOf(error)
        if (code === 'ENOENT' && (await this.#files.facts(from)) === null) throw await this.#vanished(folder)
        if (code === 'ENOENT' && attempt === 0) await this.#makeFolder(folder, name)
        else if (code === 'EEXIST' && attempt <= NUMBERED + 1) {
          name = withSuffix(file, attempt > NUMBERED ? randomUUID().slice(0, 8) : this.#suffix(target))
          announce(name)
        } else throw error
      }
    }
  }

  /** Where the folder is there, others can be stored in it and this one is gone for good; else it may come back with its drive. */
  async #vanished(folder: string): Promise<TributaryError> {
    if ((await this.#files.facts(folder)) !== null)
      return new TributaryError('not-found', reason('gallery.spooled-deleted', { folder }))
    return new TributaryError(
      'storage-broken',
      reason('gallery.spooled-gone', { folder }),
      reason('gallery.spooled-gone.remedy'),
    )
  }

  /** A new folder is durable when its parents are. */
  async #makeFolder(folder: string, file: string): Promise<void> {
    await this.#files.makeFolder(dirname(join(folder, file)))
    for (let inner = dirname(file); inner !== '.'; inner = dirname(inner))
      await this.#files.syncFolder(dirname(join(folder, inner)))
  }

  #suffix(path: string): number {
    const next = this.#next.get(path) ?? 2
    if (this.#next.size >= REMEMBERED) this.#next.clear()
    this.#next.set(path, next + 1)
    return next
  }
}
