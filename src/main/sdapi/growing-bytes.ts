const SMALLEST = 64 << 10

/** Bytes that arrive in pieces of any size, in one buffer that doubles: many tiny pieces cost no more than one large one. */
export class GrowingBytes {
  readonly #limit: number
  readonly #tooMany: () => Error
  #buffer = Buffer.alloc(0)
  #length = 0

  /** `tooMany` is thrown when more than `limit` bytes come. */
  constructor(limit: number, tooMany: () => Error) {
    this.#limit = limit
    this.#tooMany = tooMany
  }

  get length(): number {
    return this.#length
  }

  append(source: Buffer, from: number, to: number): void {
    this.#reserve(to - from)
    this.#length += source.copy(this.#buffer, this.#length, from, to)
  }

  /** Decodes base64 and says how many bytes that gave: fewer than the length promises when there were foreign characters in it. */
  appendBase64(text: string): number {
    this.#reserve(Math.ceil(text.length / 4) * 3)
    const written = this.#buffer.write(text, this.#length, 'base64')
    this.#length += written
    return written
  }

  /** Takes the newest bytes back. */
  drop(bytes: number): void {
    this.#length -= bytes
  }

  /** All bytes, in a buffer of just their size; starts anew. */
  take(): Buffer {
    const whole = Buffer.allocUnsafeSlow(this.#length)
    this.#buffer.copy(whole, 0, 0, this.#length)
    this.#length = 0
    return whole
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed > this.#limit) throw this.#tooMany()
    if (needed <= this.#buffer.length) return
    const grown = Buffer.allocUnsafeSlow(
      Math.max(SMALLEST, needed, Math.min(this.#limit, this.#buffer.length * 2)),
    )
    this.#buffer.copy(grown, 0, 0, this.#length)
    this.#buffer = grown
  }
}
