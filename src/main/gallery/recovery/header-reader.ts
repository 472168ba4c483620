import { Worker } from 'node:worker_threads'
import type { ImageHeader } from '../../sdwui/protocol/image-header.ts'
import { threadEntry } from '../../system/thread-entry.ts'
import type { HeaderAnswer, HeaderQuestion } from './pictureThread.ts'

/** ms of real time that one file may take; the parsers are linear, so only a broken one needs longer */
const MOST_MS = 10_000

/**
 * Reads what files say about themselves in a thread of its own, so that no file on disk can hold up the window. The thread starts with the
 * first file and never keeps the process alive.
 */
export class HeaderReader {
  readonly #mostMs: number
  readonly #entry: URL | null
  #thread: Worker | null = null
  #lastId = 0
  readonly #waiting = new Map<
    number,
    { resolve: (header: ImageHeader | null) => void; reject: (why: Error) => void }
  >()

  /** `entry`: another thread, for tests. @defaultValue ten seconds a file */
  constructor(options: { mostMs?: number; entry?: URL } = {}) {
    this.#mostMs = options.mostMs ?? MOST_MS
    this.#entry = options.entry ?? threadEntry('pictureThread', import.meta.url)
  }

  /** null: no picture. Takes the bytes over: they are gone here afterwards. Rejects when the thread breaks or takes too long. */
  read(bytes: Buffer): Promise<ImageHeader | null> {
    const thread = this.#started()
    const id = ++this.#lastId
    return new Promise<ImageHeader | null>((resolve, reject) => {
      const timer = setTimeout(
        () => this.#broke(new Error(`it took longer than ${this.#mostMs / 1000} s`)),
        this.#mostMs,
      )
      const done = <T>(settle: (value: T) => void) => {
        return (value: T) => {
          clearTimeout(timer)
          this.#waiting.delete(id)
          settle(value)
        }
      }
      this.#waiting.set(id, { resolve: done(resolve), reject: done(reject) })
      // A buffer of its own can be handed over without a copy; one that shares a pool cannot.
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
      thread.postMessage({ id, bytes: own } satisfies HeaderQuestion, [own.buffer as ArrayBuffer])
    })
  }

  /** Ends the thread; what was being read is rejected. */
  async stop(): Promise<void> {
    const thread = this.#thread
    this.#broke(new Error('the app ends'))
    await thread?.terminate()
  }

  #started(): Worker {
    if (this.#thread !== null) return this.#thread
    if (this.#entry === null) throw new Error('its file pictureThread.js is missing')
    const thread = new Worker(this.#entry, { execArgv: [] })
    thread.unref()
    thread.on('message', ({ id, header }: HeaderAnswer) => this.#waiting.get(id)?.resolve(header))
    thread.on('error', (error) => {
      if (this.#thread === thread) this.#broke(error)
    })
    this.#thread = thread
    return thread
  }

  /** The next file gets a new thread. */
  #broke(why: Error): void {
    void this.#thread?.terminate()
    this.#thread = null
    for (const { reject } of [...this.#waiting.values()]) reject(why)
  }
}
