import { createHash } from 'node:crypto'
import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NetworkKind } from '../../shared/network-details.ts'
import { makeFolder } from '../system/make-folder.ts'
import { writeThenName } from '../system/write-then-name.ts'
import { formatOf } from './inputs/picture-kind.ts'
import { loadSharp } from './load-sharp.ts'

/** px of the longest side, as the panel shows them at most */
const SIDE = 512
const QUALITY = 78
const MOST_PIXELS = 64_000_000
/** Machines are asked for so many at the same time; of those that wait the newest is asked for first. */
const AT_ONCE = 2
const MOST_WAITING = 200
/** Files that are kept, some 100 MB; the oldest go. */
const MOST_FILES = 4_000
/** ms after which a machine is asked again: people replace such pictures. */
const FRESH_MS = 7 * 86_400_000
const NAME = /^([0-9a-f]{20})-([0-9a-f]{20})\.webp$/

/** The bytes a machine has of the picture of a LoRA or an embedding; null: none tells any. */
type Load = (kind: NetworkKind, name: string) => Promise<Uint8Array | null>

/** Pictures of LoRAs and embeddings: asked for once, made small, kept as files that are named by what they are of and by what is in them. */
export class NetworkPictures {
  readonly #folder: string
  readonly #load: Load
  readonly #now: () => number
  /** id of the file of each key */
  readonly #kept = new Map<string, string>()
  readonly #asked = new Map<string, Promise<string | null>>()
  /** keys without a picture, this session */
  readonly #none = new Set<string>()
  readonly #waiting: { readonly go: (wanted: boolean) => void }[] = []
  #busy = 0
  #listed: Promise<void> | null = null

  constructor(folder: string, load: Load, now: () => number = Date.now) {
    this.#folder = folder
    this.#load = load
    this.#now = now
  }

  /** What the picture is served under; null: there is none, or none that can be shown. Never rejects. */
  ask(kind: NetworkKind, name: string): Promise<string | null> {
    const key = shortHash(`${kind}/${name}`)
    const asked = this.#asked.get(key) ?? this.#find(key, kind, name).catch(() => this.#kept.get(key) ?? null)
    this.#asked.set(key, asked)
    void asked.finally(() => this.#asked.delete(key))
    return asked
  }

  /** Where a picture that was asked for is; null: it is not kept. */
  locate(id: string): { readonly path: string; readonly format: 'webp' } | null {
    const [key = ''] = id.split('-')
    return this.#kept.get(key) === id ? { path: this.#pathOf(id), format: 'webp' } : null
  }

  async #find(key: string, kind: NetworkKind, name: string): Promise<string | null> {
    this.#listed ??= this.#list()
    await this.#listed
    const kept = this.#kept.get(key)
    if (this.#none.has(key) || (kept !== undefined && (await this.#isFresh(kept)))) return kept ?? null
    if (!(await this.#turn())) return kept ?? null
    try {
      const bytes = await this.#load(kind, name)
      const small = bytes === null ? null : await smallPicture(bytes)
      if (small !== null) return await this.#keep(key, small)
      this.#none.add(key)
      return kept ?? null
    } finally {
      this.#busy--
      this.#waiting.pop()?.go(true)
    }
  }

  /** Waits until it may be asked for; false: too many others came since. */
  #turn(): Promise<boolean> {
    if (this.#busy < AT_ONCE) {
      this.#busy++
      return Promise.resolve(true)
    }
    return new Promise((resolve) => {
      this.#waiting.push({
        go: (wanted) => {
          if (wanted) this.#busy++
          resolve(wanted)
        },
      })
      if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()?.go(false)
    })
  }

  async #keep(key: string, bytes: Buffer): Promise<string> {
    const before = this.#kept.get(key)
    const id = `${key}-${shortHash(bytes)}`
    if (id === before) await utimes(this.#pathOf(id), new Date(this.#now()), new Date(this.#now()))
    else {
      await makeFolder(this.#folder)
      await writeThenName(this.#pathOf(id), (unfinished) => writeFile(unfinished, bytes))
      if (before !== undefined) await rm(this.#pathOf(before), { force: true })
    }
    this.#kept.delete(key)
    this.#kept.set(key, id)
    const [oldest] = this.#kept
    if (this.#kept.size > MOST_FILES && oldest !== undefined) {
      this.#kept.delete(oldest[0])
      await rm(this.#pathOf(oldest[1]), { force: true })
    }
    return id
  }

  async #isFresh(id: string): Promise<boolean> {
    const facts = await stat(this.#pathOf(id)).catch(() => null)
    return facts !== null && this.#now() - facts.mtimeMs < FRESH_MS
  }

  /** A folder that is not there yet is one without files. */
  async #list(): Promise<void> {
    for (const file of await readdir(this.#folder).catch(() => [])) {
      const [, key, content] = NAME.exec(file) ?? []
      if (key !== undefined && content !== undefined) this.#kept.set(key, `${key}-${content}`)
    }
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.webp`)
  }
}

const shortHash = (of: string | Buffer): string => createHash('sha256').update(of).digest('hex').slice(0, 20)

/** A small copy; null: it is no picture that can be shown. */
async function smallPicture(bytes: Uint8Array): Promise<Buffer | null> {
  if (formatOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) === null) return null
  try {
    const sharp = await loadSharp()
    return await sharp(bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS })
      .rotate()
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY, effort: 2 })
      .toBuffer()
  } catch {
    // A file that cannot be decoded is shown as none: it is somebody else's, and the rest works without it.
    return null
  }
}
