const SMALLEST = 4 << 10
/** A larger buffer grows where it is, bytes: moving a hundred megabytes takes the thread for too long at a stretch. */
const LARGEST_MOVED = 1 << 20
const NONE: Buffer = Buffer.alloc(0)

/** Bytes that arrive in pieces of any size, in one buffer that doubles: many tiny pieces cost no more than one large one. */
export class GrowingBytes {
  readonly #limit: number
  readonly #tooMany: () => Error
  readonly #first: () => Buffer
  #buffer: Buffer = NONE
  #length = 0

  /** `tooMany` is thrown when more than `limit` bytes come. `first`: the buffer to begin with, asked for with the first bytes. */
  constructor(limit: number, tooMany: () => Error, first: () => Buffer = () => NONE) {
    this.#limit = limit
    this.#tooMany = tooMany
    this.#first = first
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

  /** All bytes, good until more are appended; starts anew. */
  take(): Buffer {
    const whole = this.#buffer.subarray(0, this.#length)
    this.#length = 0
    return whole
  }

  /** The buffer itself, for others to use. Starts anew. */
  release(): Buffer {
    const buffer = this.#buffer
    this.#buffer = NONE
    this.#length = 0
    return buffer
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed > this.#limit) throw this.#tooMany()
    if (this.#buffer === NONE) this.#buffer = this.#first()
    if (needed <= this.#buffer.length) return
    const size = Math.max(SMALLEST, needed, Math.min(this.#limit, this.#buffer.length * 2))
    const { buffer: memory } = this.#buffer
    if (memory instanceof ArrayBuffer && memory.resizable && memory.maxByteLength >= size) {
      memory.resize(size)
      this.#buffer = Buffer.from(memory, 0, size)
      return
    }
    const grown =
      size <= LARGEST_MOVED
        ? Buffer.allocUnsafeSlow(size)
        : Buffer.from(new ArrayBuffer(size, { maxByteLength: this.#limit }), 0, size)
    this.#buffer.copy(grown, 0, 0, this.#length)
    this.#buffer = grown
  }
}
