import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { makeFolder } from '../system/make-folder.ts'
import { writeThenName } from '../system/write-then-name.ts'
import { loadSharp, type Sharp } from './load-sharp.ts'
import { whatWasThrown } from './storage-error.ts'

export type Thumbnail =
  | { readonly is: 'made'; readonly path: string }
  | { readonly is: 'damaged'; readonly why: string }
  /** the picture library cannot be used here: show the picture itself */
  | { readonly is: 'unavailable' }

/** px of the longest side */
const SIDE = 512
const QUALITY = 78
/** Thumbnails made at the same time; libvips has threads of its own. */
const AT_ONCE = 2
const NOT_MADE: Thumbnail = { is: 'damaged', why: 'Nobody waits for this thumbnail any more.' }
const REMEMBERED_DAMAGE = 1_000
/** sdwui makes at most 4096 px a side, times 4 by the hires pass */
const MOST_PIXELS = 16_384 * 16_384

interface Order {
  readonly id: string
  readonly source: string
  readonly promise: Promise<Thumbnail>
  readonly resolve: (thumb: Thumbnail) => void
  /** askers that still wait */
  waiting: number
}

/**
 * Small WebP copies, made when first asked for, kept as files by id. The newest question is answered first, because that is what is on
 * screen; one that nobody waits for any more is dropped.
 */
export class Thumbnails {
  readonly #folder: string
  readonly #report: (what: Reason) => void
  readonly #orders = new Map<string, Order>()
  readonly #damaged = new Map<string, string>()
  #stack: Order[] = []
  #busy = 0
  #stopped = false
  #library: Promise<Sharp | null> | null = null

  constructor(folder: string, report: (what: Reason) => void) {
    this.#folder = folder
    this.#report = report
  }

  /** `id` comes from the index, so it is safe as a name. Aborting takes the question back. */
  async get(id: string, source: string, signal: AbortSignal): Promise<Thumbnail> {
    const why = this.#damaged.get(id)
    if (why !== undefined) return { is: 'damaged', why }
    const path = this.#pathOf(id)
    if (await exists(path)) return { is: 'made', path }
    if (this.#stopped || signal.aborted) return NOT_MADE
    const order = this.#orders.get(id) ?? this.#place(id, source)
    order.waiting++
    const leave = () => {
      order.waiting--
      this.#dropUnwanted()
    }
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await order.promise
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  /** Removes copies of pictures that are not in the index any more. */
  async prune(isKnown: (id: string) => boolean, signal: AbortSignal): Promise<void> {
    for (const name of await namesIn(this.#folder)) {
      const inner = join(this.#folder, name)
      for (const file of await namesIn(inner)) {
        if (signal.aborted) return
        const id = /^([A-Za-z0-9_-]{1,64})\.webp$/.exec(file)?.[1]
        if (id === undefined ? !this.#busy : !isKnown(id)) await rm(join(inner, file), { force: true })
      }
    }
  }

  /** The copy of a picture that is gone for good. Never rejects: what stays is pruned with the next start. */
  async remove(id: string): Promise<void> {
    await rm(this.#pathOf(id), { force: true }).catch(() => {})
  }

  /** Waits for what is being made; the rest is not begun. */
  async stop(): Promise<void> {
    this.#stopped = true
    const begun = [...this.#orders.values()].filter((order) => !this.#stack.includes(order))
    for (const order of this.#stack) this.#end(order, NOT_MADE)
    this.#stack = []
    await Promise.all(begun.map((order) => order.promise))
  }

  #place(id: string, source: string): Order {
    const { promise, resolve } = Promise.withResolvers<Thumbnail>()
    const order = { id, source, promise, resolve, waiting: 0 }
    this.#orders.set(id, order)
    this.#stack.push(order)
    queueMicrotask(() => this.#next())
    return order
  }

  #next(): void {
    while (this.#busy < AT_ONCE) {
      const order = this.#stack.pop()
      if (order === undefined) return
      this.#busy++
      void this.#make(order).then((thumb) => {
        this.#busy--
        this.#end(order, thumb)
        this.#next()
      })
    }
  }

  #end(order: Order, thumb: Thumbnail): void {
    this.#orders.delete(order.id)
    order.resolve(thumb)
  }

  #dropUnwanted(): void {
    const unwanted = this.#stack.filter((order) => order.waiting <= 0)
    if (unwanted.length === 0) return
    this.#stack = this.#stack.filter((order) => order.waiting > 0)
    for (const order of unwanted) this.#end(order, NOT_MADE)
  }

  /** Never rejects: what goes wrong is part of the answer. */
  async #make({ id, source }: Order): Promise<Thumbnail> {
    const sharp = await this.#load()
    if (sharp === null) return { is: 'unavailable' }
    let bytes: Buffer
    try {
      bytes = await sharp(source, { sequentialRead: true, failOn: 'error', limitInputPixels: MOST_PIXELS })
        .rotate()
        .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: QUALITY, effort: 2 })
        .toBuffer()
    } catch {
      // The library's words are about its own workings; what matters is which picture, and that is in the answer.
      if (!(await exists(source))) return { is: 'damaged', why: 'The file of this picture is gone.' }
      const why = 'This picture is damaged: it cannot be decoded.'
      if (this.#damaged.size >= REMEMBERED_DAMAGE) this.#damaged.clear()
      this.#damaged.set(id, why)
      return { is: 'damaged', why }
    }
    return this.#keep(id, bytes)
  }

  async #keep(id: string, bytes: Buffer): Promise<Thumbnail> {
    const path = this.#pathOf(id)
    try {
      makeFolder(join(this.#folder, id.slice(0, 2)))
      await writeThenName(path, (unfinished) => writeFile(unfinished, bytes))
      return { is: 'made', path }
    } catch {
      // The disk of the cache refuses: the picture itself is shown, and the next question tries again.
      return { is: 'unavailable' }
    }
  }

  #load(): Promise<Sharp | null> {
    this.#library ??= loadSharp().catch((error: unknown) => {
      this.#report(reason('gallery.no-thumbnails', { error: whatWasThrown(error) }))
      return null
    })
    return this.#library
  }

  #pathOf(id: string): string {
    return join(this.#folder, id.slice(0, 2), `${id}.webp`)
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    // Not there, or not readable: made anew.
    return false
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    // No cache yet.
    return []
  }
}
