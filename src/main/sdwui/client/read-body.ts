import type { Readable } from 'node:stream'
import { parseLenientJson } from '../../../shared/lenient-json.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { LARGE_JSON_BYTES, parseInThread } from './json-thread.ts'
import { decodedText, Utf8Pieces } from './plain-body.ts'
import { isSignInPage, signInPage } from './sign-in-page.ts'

/** More of a page is not read, bytes. */
const MOST_PAGE_BYTES = 64 << 10

/**
 * What a body of JSON says; null: it is empty. A large one is parsed in a thread, which hands over `fields` of its objects (null: all). Takes
 * the bytes over. Throws WorkerFailure `sign-in-page` or `not-sdwui` for anything else, `too-large` for what holds too much.
 */
export async function readJson(
  body: Buffer,
  fields: readonly string[] | null,
  host: string,
): Promise<unknown> {
  // The bytes of a large one go to the thread, so what may be a page is looked at before.
  const head = decodedText(body.subarray(0, MOST_PAGE_BYTES))
  if (body.length > LARGE_JSON_BYTES) {
    const found = await parseInThread(body, fields).catch((error: unknown) => {
      const words = `An answer of ${host} is refused: it is too much to read.`
      throw new WorkerFailure('too-large', words, null, { cause: error })
    })
    if (found !== null) return found.value
    throw notJson(head, host)
  }
  const text = body.length <= MOST_PAGE_BYTES ? head : decodedText(body)
  if (text.trim() === '') return null
  try {
    return parseLenientJson(text)
  } catch (error) {
    throw notJson(head, host, error)
  }
}

function notJson(head: string, host: string, cause?: unknown): WorkerFailure {
  if (isSignInPage(head)) return signInPage(host)
  const words = `${host} answers, but not as sdwui does.`
  return new WorkerFailure('not-sdwui', words, 'Is this the right address and port?', { cause })
}

/** Hands over an answer as it comes, as UTF-8. Throws WorkerFailure `sign-in-page` where it turns out to be a page for people. */
export async function readPieces(
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
    await take(utf8.next(chunk as Buffer))
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
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    parts.push(chunk as Buffer)
    size += (chunk as Buffer).length
    if (size >= mostBytes) break
  }
  stream.destroy()
  return Buffer.concat(parts).subarray(0, mostBytes)
}
