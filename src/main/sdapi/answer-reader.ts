import { WorkerFailure } from '../core/failure.ts'

/** Bounds of what is taken from a worker, bytes. */
export interface AnswerLimits {
  readonly imageBytes: number
  readonly infoBytes: number
  readonly images: number
}

export const ANSWER_LIMITS: AnswerLimits = { imageBytes: 128 << 20, infoBytes: 64 << 20, images: 4096 }

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** Enough characters to see a `data:image/png;base64,` prefix. */
const PREFIX_CHARACTERS = 64

type Place = 'key' | 'image' | 'info' | 'skipped'

/**
 * Reads `{"images": [base64, ...], "parameters": ..., "info": "..."}` from chunks of bytes as they arrive. Each image string is decoded
 * piece by piece and handed over whole before more is read; `info` is kept, everything else is skipped without being kept,
 * so an answer of any length stands in memory one image at a time. Keys may come in any order. Throws WorkerFailure
 * `invalid-answer` for what is not JSON of this shape, `too-large` beyond a limit.
 */
export class AnswerReader {
  readonly #onImage: (bytes: Buffer, position: number) => Promise<void>
  readonly #limits: AnswerLimits
  /** closing brackets that are awaited, innermost last */
  #open: number[] = []
  #key = ''
  #keyParts: Buffer[] = []
  #afterColon = false
  #place: Place | null = null
  #escaped = false
  #position = 0
  #elementSeen = false
  #inImages = false
  #pieces: Buffer[] = []
  #pieceBytes = 0
  #carry = ''
  #prefixChecked = false
  #info: Buffer[] = []
  #infoBytes = 0
  #infoText: string | null = null
  #started = false
  #done = false
  #imagesHandedOver = 0
  #empty = 0
  #literal = ''

  constructor(
    onImage: (bytes: Buffer, position: number) => Promise<void>,
    limits: AnswerLimits = ANSWER_LIMITS,
  ) {
    this.#onImage = onImage
    this.#limits = limits
  }

  /** Takes in the next bytes. Awaits `onImage` for every image that ends in them. */
  async push(chunk: Buffer): Promise<void> {
    let at = 0
    while (at < chunk.length) {
      if (this.#place !== null) {
        at = this.#inString(chunk, at)
        if (this.#place === null) {
          const image = this.#takeImage()
          if (image !== null) await this.#onImage(image.bytes, image.position)
        }
      } else {
        at = this.#structure(chunk, at)
      }
    }
  }

  /** What was found, when the last byte is in. `whole` false: the answer ended before its JSON did. */
  end(): { whole: boolean; images: number; empty: number; info: string | null } {
    return { whole: this.#done, images: this.#imagesHandedOver, empty: this.#empty, info: this.#infoText }
  }

  /** Everything outside strings, byte by byte: a tiny share of an answer. */
  #structure(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      switch (byte) {
        case 0x20:
        case 0x09:
        case 0x0a:
        case 0x0d:
          continue
        case QUOTE:
          this.#begin()
          return at + 1
        case 0x7b: // {
          this.#enter(0x7d)
          continue
        case 0x5b: // [
          if (!this.#started) throw notAnAnswer()
          this.#inImages ||= this.#open.length === 1 && this.#afterColon && this.#key === 'images'
          this.#enter(0x5d)
          continue
        case 0x7d: // }
        case 0x5d: // ]
          this.#leave(byte)
          continue
        case 0x3a: // :
          if (this.#open.length === 1) this.#afterColon = true
          continue
        case 0x2c: // ,
          this.#comma()
          continue
        default:
          // Numbers, true, false, null.
          if (!this.#started || this.#done || !/[\w+.-]/.test(String.fromCharCode(byte))) throw notAnAnswer()
          if (this.#inImages && this.#open.length === 2) this.#literal += String.fromCharCode(byte)
          if (this.#literal.length > 64) throw notAnAnswer()
      }
    }
    return chunk.length
  }

  #enter(closing: number): void {
    if (this.#done || this.#open.length > 200) throw notAnAnswer()
    this.#started = true
    this.#open.push(closing)
  }

  #leave(byte: number): void {
    if (this.#open.pop() !== byte) throw notAnAnswer()
    if (this.#inImages && this.#open.length === 1) {
      this.#noteLiteral()
      this.#inImages = false
      this.#afterColon = false
      this.#elementSeen = false
    }
    if (this.#open.length === 0) this.#done = true
  }

  #comma(): void {
    if (this.#open.length === 1) {
      this.#afterColon = false
      this.#key = ''
    } else if (this.#inImages && this.#open.length === 2) {
      this.#noteLiteral()
      this.#position++
      this.#elementSeen = false
    }
  }

  /** A place in `images` that holds null instead of a picture. */
  #noteLiteral(): void {
    if (this.#literal !== '' && !this.#elementSeen) this.#empty++
    this.#literal = ''
  }

  #begin(): void {
    if (!this.#started || this.#done) throw notAnAnswer()
    if (this.#open.length === 1) {
      if (!this.#afterColon) {
        this.#place = 'key'
        this.#keyParts = []
      } else this.#place = this.#key === 'info' ? 'info' : 'skipped'
    } else if (this.#inImages && this.#open.length === 2) {
      if (this.#position >= this.#limits.images) throw tooLarge('more images than any request asks for')
      this.#place = 'image'
      this.#pieces = []
      this.#pieceBytes = 0
      this.#carry = ''
      this.#prefixChecked = false
      this.#elementSeen = true
    } else this.#place = 'skipped'
  }

  /** Runs to the closing quote or the end of the chunk, whichever comes first. */
  #inString(chunk: Buffer, from: number): number {
    let at = from
    let kept = from
    if (this.#escaped) {
      this.#escaped = false
      at++
    }
    let quote = chunk.indexOf(QUOTE, at)
    let slash = chunk.indexOf(BACKSLASH, at)
    for (;;) {
      if (slash >= 0 && (quote < 0 || slash < quote)) {
        if (this.#place === 'image') {
          // Only "\/" can stand in base64: the slash counts, the backslash does not.
          this.#keep(chunk, kept, slash)
          kept = slash + 1
        }
        if (slash + 1 >= chunk.length) {
          this.#escaped = true
          if (this.#place !== 'image') this.#keep(chunk, kept, chunk.length)
          return chunk.length
        }
        at = slash + 2
        if (quote >= 0 && quote < at) quote = chunk.indexOf(QUOTE, at)
        slash = chunk.indexOf(BACKSLASH, at)
        continue
      }
      if (quote < 0) {
        this.#keep(chunk, kept, chunk.length)
        return chunk.length
      }
      this.#keep(chunk, kept, quote)
      this.#finishString()
      return quote + 1
    }
  }

  #keep(chunk: Buffer, from: number, to: number): void {
    if (to <= from) return
    switch (this.#place) {
      case 'image':
        this.#decode(chunk.toString('latin1', from, to))
        return
      case 'info':
        this.#infoBytes += to - from
        if (this.#infoBytes > this.#limits.infoBytes) throw tooLarge('its info text is too long')
        this.#info.push(Buffer.from(chunk.subarray(from, to)))
        return
      case 'key':
        if (this.#keyParts.length < 64)
          this.#keyParts.push(Buffer.from(chunk.subarray(from, Math.min(to, from + 256))))
        return
      default:
    }
  }

  #decode(text: string): void {
    let joined = this.#carry === '' ? text : this.#carry + text
    if (!this.#prefixChecked) {
      if (joined.length < PREFIX_CHARACTERS) {
        this.#carry = joined
        return
      }
      joined = this.#withoutPrefix(joined)
    }
    const whole = joined.length - (joined.length % 4)
    this.#carry = whole === joined.length ? '' : joined.slice(whole)
    const bytes = Buffer.from(whole === joined.length ? joined : joined.slice(0, whole), 'base64')
    this.#pieceBytes += bytes.length
    if (this.#pieceBytes > this.#limits.imageBytes) throw tooLarge('one of its images is too large')
    this.#pieces.push(bytes)
  }

  #withoutPrefix(text: string): string {
    this.#prefixChecked = true
    const comma = text.startsWith('data:') ? text.indexOf(',') : -1
    return comma < 0 ? text : text.slice(comma + 1)
  }

  #finishString(): void {
    if (this.#place === 'key') this.#key = Buffer.concat(this.#keyParts).toString('utf8')
    if (this.#place === 'info') {
      const raw = Buffer.concat(this.#info).toString('utf8')
      this.#info = []
      try {
        const parsed: unknown = JSON.parse(`"${raw}"`)
        this.#infoText = typeof parsed === 'string' ? parsed : null
      } catch (error) {
        throw notAnAnswer(error)
      }
    }
    if (this.#place === 'image') {
      const rest = this.#prefixChecked ? this.#carry : this.#withoutPrefix(this.#carry)
      this.#carry = ''
      if (rest !== '') this.#pieces.push(Buffer.from(rest, 'base64'))
    }
    this.#finished = this.#place === 'image'
    this.#place = null
  }

  #finished = false

  /** The image whose string has just ended; null when it was another string or an empty one. */
  #takeImage(): { bytes: Buffer; position: number } | null {
    if (!this.#finished) return null
    this.#finished = false
    const [first] = this.#pieces
    const bytes = this.#pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.#pieces)
    this.#pieces = []
    if (bytes.length === 0) {
      this.#empty++
      return null
    }
    this.#imagesHandedOver++
    return { bytes, position: this.#position }
  }
}

const notAnAnswer = (cause?: unknown) =>
  new WorkerFailure(
    'invalid-answer',
    'The answer is not what sdwui sends: its JSON cannot be read.',
    null,
    cause === undefined ? {} : { cause },
  )
const tooLarge = (what: string) => new WorkerFailure('too-large', `The answer is refused: ${what}.`)
