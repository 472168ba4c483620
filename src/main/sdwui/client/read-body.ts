import type { Readable } from 'node:stream'
import { decodeText } from '../../../shared/decode-text.ts'
import { parseLenientJson } from '../../../shared/lenient-json.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { ByteBlocks } from './byte-blocks.ts'
import { GrowingBytes } from './growing-bytes.ts'
import { LARGE_JSON_BYTES, parseInThread } from './json-thread.ts'
import { Utf8Pieces } from './plain-body.ts'
import { isSignInPage, signInPage } from './sign-in-page.ts'
import { ANSWERS_PER_TURN } from './turn-budget.ts'

/** More of a page is not read, bytes. */
const MOST_PAGE_BYTES = 64 << 10

export interface JsonReading {
  /** all that is wanted of the objects of a large one; null: everything */
  readonly fields: readonly string[] | null
  /** more is refused */
  readonly mostBytes: number
  /** address without credentials */
  readonly host: string
}

/**
 * What a body of JSON says; null: it is empty. A large one is parsed in a thread. Throws WorkerFailure `sign-in-page` or `not-sdwui` for
 * anything else, `too-large` for what holds too much; whatever breaks the stream.
 */
export async function readJson(body: Readable, { fields, mostBytes, host }: JsonReading): Promise<unknown> {
  const read = new ByteBlocks(LARGE_JSON_BYTES)
  for await (const chunk of body) {
    const piece = chunk as Buffer
    await ANSWERS_PER_TURN.take(piece.length)
    read.append(piece)
    if (read.length > mostBytes) throw tooLong(host)
  }
  const blocks = read.take()
  const [first = Buffer.alloc(0), second] = blocks
  // The bytes of a large one go to the thread, so what may be a page is looked at before.
  const head = decodeText(first.subarray(0, MOST_PAGE_BYTES))
  if (second !== undefined) {
    const found = await parseInThread(blocks, fields).catch((error: unknown) => {
      throw new WorkerFailure('too-large', reason('server.too-much', { host }), null, { cause: error })
    })
    if (found !== null) return found.value
    throw notJson(head, host)
  }
  const text = first.length <= MOST_PAGE_BYTES ? head : decodeText(first)
  if (text.trim() === '') return null
  try {
    return parseLenientJson(text)
  } catch (error) {
    throw notJson(head, host, error)
  }
}

const tooLong = (host: string) => new WorkerFailure('too-large', reason('server.too-long', { host }))

function notJson(head: string, host: string, cause?: unknown): WorkerFailure {
  if (isSignInPage(head)) return signInPage(host)
  const what = reason('server.not-sdwui', { host })
  return new WorkerFailure('not-sdwui', what, reason('server.not-sdwui.remedy'), { cause })
}

/** The end of a stream comes with the last bytes of its answer, or soon after them; one that does not is not waited for any longer, ms. */
const ENDS_WITHIN_MS = 1000

/**
 * Hands over an answer as it comes, as UTF-8, a share of it in each turn of the event loop. `onChunk` resolves with whether the answer is
 * whole: then nothing is missed where the connection breaks, or is left open without another byte. Throws WorkerFailure `sign-in-page`
 * where it turns out to be a page for people.
 */
export async function readPieces(
  stream: Readable,
  onChunk: (chunk: Buffer) => Promise<boolean>,
  host: string,
): Promise<void> {
  let whole = false
  let closing: NodeJS.Timeout | undefined
  try {
    await readToEnd(
      stream,
      async (chunk) => {
        if (whole) return
        whole = await onChunk(chunk)
        if (whole) closing = setTimeout(() => stream.destroy(), ENDS_WITHIN_MS)
      },
      host,
    )
  } catch (error) {
    // All of it is there: what broke behind it took nothing with it.
    if (!whole) throw error
  } finally {
    clearTimeout(closing)
  }
}

async function readToEnd(
  stream: Readable,
  onChunk: (chunk: Buffer) => Promise<void>,
  host: string,
): Promise<void> {
  const utf8 = new Utf8Pieces()
  let page: Buffer[] | null = null
  let seen = 0
  let begun = false
  const take = async (piece: Buffer) => {
    if (piece.length === 0) return
    if (!begun) {
      const text = piece.toString('latin1').trimStart()
      if (text === '') return
      begun = true
      if (text.startsWith('<')) page = []
    }
    if (page === null) return await onChunk(piece)
    page.push(piece)
    seen += piece.length
  }
  for await (const chunk of stream) {
    const piece = chunk as Buffer
    await ANSWERS_PER_TURN.take(piece.length)
    await take(utf8.next(piece))
    if (seen >= MOST_PAGE_BYTES) break
  }
  await take(utf8.rest())
  if (page === null) return
  const whole = Buffer.concat(page)
  if (isSignInPage(whole.toString('utf8'))) throw signInPage(host, 200)
  // Any other page: the reader of the answer says that it is none.
  await onChunk(whole)
}

/** The first bytes of an answer; the rest is not read. */
export async function readBounded(stream: Readable, mostBytes: number): Promise<Buffer> {
  const read = new GrowingBytes(mostBytes, () => new Error('More was read than was to be.'))
  for await (const chunk of stream) {
    const piece = chunk as Buffer
    await ANSWERS_PER_TURN.take(piece.length)
    read.append(piece, 0, Math.min(piece.length, mostBytes - read.length))
    if (read.length >= mostBytes) break
  }
  stream.destroy()
  return read.take()
}
