import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, open, readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { InputId } from '../../../shared/input-picture.ts'
import { makeFolder } from '../../system/make-folder.ts'
import { OWNER_ONLY } from '../../system/owner-only.ts'
import { writeThenName } from '../../system/write-then-name.ts'
import { codeOf, storageProblem } from '../storage-error.ts'
import { EXTENSIONS, type InputFormat } from './picture-kind.ts'

const FOLDER_OWNER_ONLY = 0o700
const DAY_MS = 24 * 3600_000
const STORED = /^([0-9a-f]{64})\.[a-z]{3,4}$/
const FORMATS = Object.keys(EXTENSIONS) as InputFormat[]

/** A stored input. */
export interface StoredInput {
  readonly path: string
  readonly format: InputFormat
  readonly bytes: number
}

/**
 * The folder of inputs: a file for each, named by the SHA-256 of its bytes, for its owner only. Its time is that of its last use, to the day.
 */
export class InputsFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Keeps bytes, once whoever brings them. Rejects with a `storage-*` TributaryError. */
  async keep(bytes: Buffer, format: InputFormat): Promise<InputId> {
    const id = InputId.parse(createHash('sha256').update(bytes).digest('hex'))
    const known = await this.find(id)
    if (known?.bytes === bytes.length) {
      await this.used(known)
      return id
    }
    try {
      await this.#write(this.#pathOf(id, format), bytes)
    } catch (error) {
      throw storageProblem(error, this.#folder)
    }
    return id
  }

  /** null: it is not stored. */
  async find(id: InputId): Promise<StoredInput | null> {
    for (const format of FORMATS) {
      const path = this.#pathOf(id, format)
      try {
        const facts = await stat(path)
        if (facts.isFile()) return { path, format, bytes: facts.size }
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw storageProblem(error, this.#folder)
      }
    }
    return null
  }

  has(id: string): boolean {
    return FORMATS.some((format) => existsSync(this.#pathOf(id, format)))
  }

  /** Notes that it was needed now. */
  async used({ path }: StoredInput): Promise<void> {
    try {
      const { mtimeMs } = await stat(path)
      const now = new Date()
      if (Math.abs(now.getTime() - mtimeMs) > DAY_MS) await utimes(path, now, now)
    } catch (error) {
      // A folder that can only be read serves as well; what is gone is told by whoever reads it.
      if (codeOf(error) === 'EIO') throw storageProblem(error, this.#folder)
    }
  }

  /** Files last used before `time` (epoch ms): inputs by their ids, and what a crash left half written. */
  async unusedSince(time: number): Promise<{ readonly id: string | null; readonly path: string }[]> {
    const found: { id: string | null; path: string }[] = []
    for (const name of await this.#names()) {
      const id = STORED.exec(name)?.[1] ?? null
      if (id === null && !name.endsWith('.part')) continue
      const path = join(this.#folder, name)
      const facts = await stat(path).catch(() => null)
      if (facts !== null && facts.mtimeMs < time) found.push({ id, path })
    }
    return found
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.#folder)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return []
      throw storageProblem(error, this.#folder)
    }
  }

  /** Under a name of its own until all of it is on the disk: what has an id's name is whole. */
  async #write(path: string, bytes: Buffer): Promise<void> {
    makeFolder(this.#folder)
    await chmod(this.#folder, FOLDER_OWNER_ONLY)
    await writeThenName(path, async (unfinished) => {
      const file = await open(unfinished, 'wx', OWNER_ONLY)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    })
  }

  #pathOf(id: string, format: InputFormat): string {
    return join(this.#folder, `${id}.${EXTENSIONS[format]}`)
  }
}
