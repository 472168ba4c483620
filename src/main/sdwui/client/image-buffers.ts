/** Larger ones are left to the garbage collector, bytes. */
const LARGEST_KEPT = 16 << 20
const MOST_KEPT = 4

/**
 * Buffers that pictures are decoded into, used again and again by all clients. A new one for each picture is what costs most about a
 * picture: memory outside of the heap drives the garbage collector to look through everything.
 */
export class ImageBuffers {
  readonly #spare: Buffer[] = []

  /** One to write into; what it holds is of no use. May be empty. */
  take(): Buffer {
    return this.#spare.pop() ?? Buffer.alloc(0)
  }

  /** Only when nobody reads from it any more. */
  giveBack(buffer: Buffer): void {
    if (buffer.length === 0 || buffer.length > LARGEST_KEPT || this.#spare.length >= MOST_KEPT) return
    this.#spare.push(buffer)
  }
}
