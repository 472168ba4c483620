import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { RawImage } from '../core/generation.ts'
import type { SpooledImage } from '../core/ports.ts'
import type { GalleryFiles } from './gallery-files.ts'
import { isOneColour } from './one-colour.ts'
import { codeOf, storageProblem } from './storage-error.ts'

/** Name of the hidden folder inside the output folder where pictures wait for their answer to end. */
export const SPOOL_FOLDER = '.tributary-spool'

/** Where a spooled picture waits. The folder is the one that was in use when it came. */
export interface SpoolPlace {
  /** the output folder */
  readonly folder: string
  /** inside SPOOL_FOLDER: `<session>/<name>` */
  readonly name: string
  /** absolute */
  readonly path: string
}

/** Takes pictures in as they pass: bytes to a temporary file in the output folder's own file system, flushed. */
export class Spool {
  readonly #files: GalleryFiles
  readonly #session: string
  readonly #places = new WeakMap<SpooledImage, SpoolPlace>()
  readonly #used = new Set<string>()

  constructor(files: GalleryFiles, session: string) {
    this.#files = files
    this.#session = session
  }

  /** Rejects with a TributaryError of a `storage-*` kind; nothing is left behind then. */
  async write(image: RawImage, folder: string): Promise<SpooledImage> {
    const name = `${this.#session}/${randomUUID()}.part`
    const path = join(folder, SPOOL_FOLDER, name)
    const looked = isOneColour(image)
    try {
      try {
        await this.#files.write(path, image.bytes)
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error
        await this.#makeFolder(folder)
        await this.#files.write(path, image.bytes)
      }
    } catch (error) {
      // The bytes may be used for the next picture once this is over.
      await looked
      throw storageProblem(error, folder)
    }
    this.#used.add(folder)
    const spooled = {
      format: image.format,
      bytes: image.bytes.byteLength,
      width: image.width,
      height: image.height,
      ...((await looked) ? { uniform: true } : {}),
    }
    this.#places.set(spooled, { folder, name, path })
    return spooled
  }

  /** Durable before anything is in it. */
  async #makeFolder(folder: string): Promise<void> {
    await this.#files.makeFolder(join(folder, SPOOL_FOLDER, this.#session))
    await this.#files.syncFolder(join(folder, SPOOL_FOLDER))
    await this.#files.syncFolder(folder)
  }

  /** undefined: not spooled here, or already let go of */
  placeOf(spooled: SpooledImage): SpoolPlace | undefined {
    return this.#places.get(spooled)
  }

  /** The picture has its place, or is not wanted. */
  forget(spooled: SpooledImage): void {
    this.#places.delete(spooled)
  }

  /** Never rejects. */
  async discard(spooled: SpooledImage): Promise<void> {
    const place = this.#places.get(spooled)
    if (place === undefined) return
    this.#places.delete(spooled)
    try {
      await this.#files.remove(place.path)
    } catch {
      // What stays is looked at on the next start, and removed then.
    }
  }

  /** Removes the folders this session made, where they are empty. */
  async close(): Promise<void> {
    for (const folder of this.#used) {
      try {
        await this.#files.removeFolder(join(folder, SPOOL_FOLDER, this.#session))
        await this.#files.removeFolder(join(folder, SPOOL_FOLDER))
      } catch {
        // An empty folder that stays costs nothing; the next start tries again.
      }
    }
  }
}
