import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { ANSWER_LIMITS, type AnswerLimits } from './answer-limits.ts'
import { Base64Image } from './base64-image.ts'
import { GrowingBytes } from './growing-bytes.ts'
import { ImageBuffers } from './image-buffers.ts'
import { JsonEscapes } from './json-escapes.ts'

/** An answer that is no longer than this is kept as text until an image has come, bytes: it may be the words of a failure. */
const LONGEST_TEXT = 64 << 10
const QUOTE = 0x22
const BACKSLASH = 0x5c
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST, COLON, COMMA] = [0x7b, 0x7d, 0x5b, 0x5d, 0x3a, 0x2c]
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
/** By byte: whether numbers, true, false, null are made of it. */
const LITERAL = Array.from({ length: 256 }, (_, byte) => /[\w+.-]/.test(String.fromCharCode(byte)))
const DEEPEST = 200
/** Up to here its own loop is faster than a call of node's search, bytes. */
const SHORT_STRING = 64
/** A key worth telling apart is shorter. */
const LONGEST_KEY = 64

type Place = 'key' | 'image' | 'info' | 'info-part' | 'skipped'

/**
 * Reads `{"images": [base64, ...], "parameters": ..., "info": "..."}`, or the one picture of `{"image": base64, ...}`, from chunks of bytes as they arrive. Each image string is decoded
 * piece by piece and handed over whole before more is read; `info` is kept, as text where it is an object, everything else is skipped
 * without being kept, so an answer of any length stands in memory one image at a time. Images beyond the limit are skipped as well. The
 * bytes of an image are good until `onImage` has resolved: the next one is decoded into the same buffer. Keys may come in any order. Throws WorkerFailure `invalid-answer` for what is not JSON of
 * this shape, `too-large` beyond a limit.
 */
export class AnswerReader {
  readonly #onImage: (bytes: Buffer, position: number) => Promise<void>
  readonly #limits: AnswerLimits
  readonly #image: Base64Image
  /** its picture is that under `image` */
  readonly #single: boolean
  /** null: `info` was longer than is read */
  #info: GrowingBytes | null
  /** closing brackets that are awaited, innermost last */
  #open: number[] = []
  #key = ''
  #afterColon = false
  /** what the string that is being read is; null: outside of strings */
  #place: Place | null = null
  /** the last byte of the string so far was a backslash that escapes the next one */
  #escaped = false
  readonly #escapes = new JsonEscapes()
  #inImages = false
  /** `info` is an object, and this is inside it */
  #inInfo = false
  #position = 0
  /** the present place in `images` held a string */
  #elementSeen = false
  #literal = ''
  #started = false
  #done = false
  #infoText: string | null = null
  #handedOver = 0
  #empty = 0
  #otherBytes = 0
  /** everything so far; null: an image has come, or it is too long for words */
  #text: Buffer[] | null = []
  #textBytes = 0

  constructor(
    onImage: (bytes: Buffer, position: number) => Promise<void>,
    limits: AnswerLimits = ANSWER_LIMITS,
    buffers: ImageBuffers = new ImageBuffers(),
    pictures: 'images' | 'image' = 'images',
  ) {
    this.#onImage = onImage
    this.#single = pictures === 'image'
    this.#limits = limits
    const tooLargeImage = () => tooLarge(reason('server.image-too-large'))
    this.#image = new Base64Image(limits.imageBytes, tooLargeImage, buffers)
    this.#info = new GrowingBytes(limits.infoBytes, () => tooLarge(reason('server.info-too-long')))
  }

  /** Takes in the next bytes. Awaits `onImage` for every image that ends in them. Resolves with whether the answer, with pictures, is whole now. */
  async push(chunk: Buffer): Promise<boolean> {
    this.#keepText(chunk)
    let at = 0
    while (at < chunk.length) {
      const place = this.#place
      const from = at
      at = place === null ? this.#structure(chunk, at) : this.#string(chunk, at, place)
      if (place !== 'image') this.#countOther(at - from)
      if (this.#place !== null) continue
      if (place === 'image') await this.#finishImage()
      else if (place === 'info') this.#finishInfo()
    }
    return this.#done && this.#handedOver > 0
  }

  /**
   * What was found, when the last byte is in and every `push` has resolved. `whole` false: the answer ended before its JSON did. `text`:
   * all of a short answer without a single image; null: of any other.
   */
  end(): { whole: boolean; images: number; empty: number; info: string | null; text: string | null } {
    this.#image.end()
    const { text } = this
    return { whole: this.#done, images: this.#handedOver, empty: this.#empty, info: this.#infoText, text }
  }

  /** All that has come of a short answer without a single image; null: of any other. */
  get text(): string | null {
    return this.#text === null ? null : Buffer.concat(this.#text).toString('utf8')
  }

  #keepText(chunk: Buffer): void {
    if (this.#text === null) return
    this.#textBytes += chunk.length
    if (this.#textBytes > LONGEST_TEXT) this.#text = null
    else this.#text.push(Buffer.from(chunk))
  }

  #countOther(bytes: number): void {
    this.#otherBytes += bytes
    if (this.#otherBytes > this.#limits.otherBytes) throw tooLarge(reason('server.too-much-else'))
  }

  /** Everything outside strings, byte by byte: a tiny share of an answer. Stops behind a quote that opens a string. */
  #structure(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      if (isSpace(byte)) continue
      // A second answer, a closing zero: the pictures and their info are there, nothing behind them matters.
      if (this.#done && this.#handedOver > 0) return chunk.length
      if (this.#inInfo) this.#keepInfo(chunk, at, at + 1)
      switch (byte) {
        case QUOTE:
          this.#place = this.#placeOfString()
          return at + 1
        case OPEN_OBJECT:
          if (this.#open.length === 1 && this.#afterColon && this.#key === 'info') {
            this.#inInfo = true
            this.#keepInfo(chunk, at, at + 1)
          }
          this.#enter(CLOSE_OBJECT)
          break
        case OPEN_LIST: {
          if (!this.#started) throw notAnAnswer()
          const isList = this.#open.length === 1 && this.#afterColon && this.#key === 'images'
          if (isList && !this.#single) this.#inImages = true
          this.#enter(CLOSE_LIST)
          break
        }
        case CLOSE_OBJECT:
        case CLOSE_LIST:
          this.#leave(byte)
          break
        case COLON:
          if (this.#open.length === 1) this.#afterColon = true
          break
        case COMMA:
          this.#comma()
          break
        default:
          this.#character(byte)
      }
    }
    return chunk.length
  }

  #enter(closing: number): void {
    if (this.#done || this.#open.length >= DEEPEST) throw notAnAnswer()
    this.#started = true
    this.#open.push(closing)
  }

  #leave(byte: number): void {
    if (this.#open.pop() !== byte) throw notAnAnswer()
    if (this.#inInfo && this.#open.length === 1) {
      this.#infoText = this.#info?.take().toString('utf8') ?? null
      this.#inInfo = false
    }
    if (this.#inImages && this.#open.length === 1) {
      this.#endElement()
      this.#inImages = false
      this.#afterColon = false
    }
    if (this.#open.length === 0) this.#done = true
  }

  #comma(): void {
    if (this.#open.length === 1) {
      this.#afterColon = false
      this.#key = ''
    } else if (this.#inImages && this.#open.length === 2) {
      this.#endElement()
      this.#position++
    }
  }

  #character(byte: number): void {
    if (!this.#started || this.#done || LITERAL[byte] !== true) throw notAnAnswer()
    if (!this.#inImages || this.#open.length !== 2) return
    this.#literal += String.fromCharCode(byte)
    if (this.#literal.length > LONGEST_KEY) throw notAnAnswer()
  }

  /** A place in `images` is over; one that holds null or the like is empty. */
  #endElement(): void {
    if (this.#literal !== '' && !this.#elementSeen) this.#empty++
    this.#literal = ''
    this.#elementSeen = false
  }

  #placeOfString(): Place {
    if (!this.#started || this.#done) throw notAnAnswer()
    if (this.#open.length === 1) {
      if (this.#afterColon) return this.#placeOfValue()
      this.#key = ''
      return 'key'
    }
    if (this.#inInfo) return 'info-part'
    if (!this.#inImages || this.#open.length !== 2) return 'skipped'
    if (this.#position >= this.#limits.images) return 'skipped'
    this.#elementSeen = true
    return 'image'
  }

  #placeOfValue(): Place {
    if (this.#key === 'info') return 'info'
    const isPicture = this.#single && this.#key === 'image' && this.#handedOver + this.#empty === 0
    return isPicture ? 'image' : 'skipped'
  }

  /** Runs to behind the closing quote or to the end of the chunk, whichever comes first. */
  #string(chunk: Buffer, from: number, place: Place): number {
    const end = this.#endOfString(chunk, from)
    this.#keep(chunk, from, end, place)
    if (end === chunk.length) return end
    this.#place = null
    if (place === 'info-part') this.#keepInfo(chunk, end, end + 1)
    return end + 1
  }

  /** Where the closing quote is, or the length of the chunk. Strings that are long and have no backslash are not looked through byte by byte. */
  #endOfString(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at]
      if (this.#escaped) this.#escaped = false
      else if (byte === BACKSLASH) this.#escaped = true
      else if (byte === QUOTE) return at
      else if (at === from + SHORT_STRING) {
        const quote = chunk.indexOf(QUOTE, at)
        const end = quote < 0 ? chunk.length : quote
        const slash = chunk.subarray(at, end).indexOf(BACKSLASH)
        if (slash < 0) return end
        at += slash - 1
      }
    }
    return chunk.length
  }

  #keep(chunk: Buffer, from: number, to: number, place: Place): void {
    if (to <= from) return
    if (place === 'image') this.#pushImage(chunk.toString('latin1', from, to))
    else if (place === 'info' || place === 'info-part') this.#keepInfo(chunk, from, to)
    else if (place === 'key' && this.#key.length < LONGEST_KEY)
      this.#key += chunk.toString('latin1', from, Math.min(to, from + LONGEST_KEY))
  }

  #pushImage(raw: string): void {
    const text = this.#escapes.next(raw)
    if (text === null) throw notAnAnswer()
    this.#image.push(text)
  }

  #keepInfo(chunk: Buffer, from: number, to: number): void {
    if (this.#info === null) return
    if (this.#info.length + to - from > this.#limits.infoBytes) this.#info = null
    else this.#info.append(chunk, from, to)
  }

  #finishInfo(): void {
    if (this.#info !== null) this.#infoText = parseString(this.#info.take().toString('utf8'))
  }

  async #finishImage(): Promise<void> {
    if (!this.#escapes.end()) throw notAnAnswer()
    const bytes = this.#image.finish()
    if (bytes.length === 0) {
      this.#empty++
      return
    }
    this.#handedOver++
    this.#text = null
    await this.#onImage(bytes, this.#position)
  }
}

/** What stands between the quotes of a JSON string. */
function parseString(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string
  } catch (error) {
    throw notAnAnswer(error)
  }
}

const notAnAnswer = (cause?: unknown) =>
  new WorkerFailure('invalid-answer', reason('server.unreadable'), null, cause === undefined ? {} : { cause })
const tooLarge = (what: Reason) => new WorkerFailure('too-large', what)
