import { GrowingBytes } from './growing-bytes.ts'

/** Bytes that arrive in pieces of any size, in a list of blocks: never joined, so no number of them takes long at a stretch. */
export class ByteBlocks {
  readonly #blockBytes: number
  readonly #full: Buffer[] = []
  #last: GrowingBytes

  constructor(blockBytes: number) {
    this.#blockBytes = blockBytes
    this.#last = this.#begin()
  }

  get length(): number {
    return this.#full.length * this.#blockBytes + this.#last.length
  }

  append(source: Buffer): void {
    for (let at = 0; at < source.length; ) {
      const to = Math.min(source.length, at + this.#blockBytes - this.#last.length)
      this.#last.append(source, at, to)
      at = to
      if (this.#last.length < this.#blockBytes) continue
      this.#full.push(this.#last.take())
      this.#last = this.#begin()
    }
  }

  /** All blocks, each with memory of its own: it may be handed to a thread. Nothing may be appended afterwards. */
  take(): Buffer[] {
    return this.#last.length === 0 ? this.#full : [...this.#full, this.#last.take()]
  }

  #begin(): GrowingBytes {
    return new GrowingBytes(this.#blockBytes, () => new Error('A block was overfilled.'))
  }
}
