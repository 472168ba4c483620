import { GrowingBytes } from './growing-bytes.ts'
import type { ImageBuffers } from './image-buffers.ts'

/** Enough characters to see that a `data:image/png;base64,` prefix begins. */
const PREFIX_CHARACTERS = 64
/** A longer prefix, with parameters in it, is none. */
const LONGEST_PREFIX = 1024
/** The prefix, and the `b'` of servers that write a picture as Python shows bytes; its closing quote is foreign to base64. */
const PREFIX = /^\s*(?:data:[^,]*,)?\s*(?:b['"])?/i

/** One base64 string, decoded as its characters come; a `data:` prefix is left out, characters foreign to base64 are too. */
export class Base64Image {
  readonly #bytes: GrowingBytes
  readonly #limit: number
  readonly #tooLarge: () => Error
  readonly #buffers: ImageBuffers
  /** characters that do not fill a group of four yet */
  #carry = ''
  #begun = false

  /** `tooLarge` is thrown when the picture has more than `limit` bytes. */
  constructor(limit: number, tooLarge: () => Error, buffers: ImageBuffers) {
    this.#limit = limit
    this.#tooLarge = tooLarge
    // Room for the last group, which may be padding.
    this.#bytes = new GrowingBytes(limit + 3, tooLarge, () => buffers.take())
    this.#buffers = buffers
  }

  push(text: string): void {
    if (!this.#begun) {
      this.#carry += text
      if (this.#carry.length < PREFIX_CHARACTERS) return
      if (this.#carry.length < LONGEST_PREFIX && /^\s*data:[^,]*$/i.test(this.#carry)) return
      const begun = this.#begin(this.#carry)
      this.#carry = ''
      this.#decode(begun)
      return
    }
    // The few that are left over are made a group first: joining them with all of the text would copy it.
    const missing = this.#carry === '' ? 0 : 4 - this.#carry.length
    if (missing > 0) this.#decode(this.#carry + text.slice(0, missing))
    if (text.length > missing) this.#decode(this.#carry + text.slice(missing))
  }

  /** The whole picture, good until more is pushed; starts anew. */
  finish(): Buffer {
    const rest = this.#begun ? this.#carry : this.#begin(this.#carry)
    this.#carry = ''
    this.#begun = false
    this.#bytes.appendBase64(clean(rest))
    if (this.#bytes.length > this.#limit) throw this.#tooLarge()
    return this.#bytes.take()
  }

  /** Lets others use its memory. Only when nobody reads from the last picture any more. */
  end(): void {
    this.#buffers.giveBack(this.#bytes.release())
  }

  #begin(text: string): string {
    this.#begun = true
    return text.slice(PREFIX.exec(text.slice(0, LONGEST_PREFIX))?.[0].length ?? 0)
  }

  #decode(joined: string): void {
    const text = withoutPadding(joined)
    const whole = text.length - (text.length % 4)
    const written = this.#bytes.appendBase64(whole === text.length ? text : text.slice(0, whole))
    if (written === (whole / 4) * 3) {
      this.#carry = text.slice(whole)
      return
    }
    // Line breaks and the like, which shift the groups of four: once more without them.
    this.#bytes.drop(written)
    const pure = clean(text)
    const groups = pure.length - (pure.length % 4)
    this.#bytes.appendBase64(pure.slice(0, groups))
    this.#carry = pure.slice(groups)
  }
}

/** Padding carries nothing, and most pictures end in it. */
function withoutPadding(text: string): string {
  if (!text.endsWith('=')) return text
  return text.slice(0, text.endsWith('==') ? -2 : -1)
}

const clean = (text: string) => text.replace(/[^A-Za-z0-9+/_-]/g, '')
