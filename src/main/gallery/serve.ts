import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { InputId } from '../../shared/input-picture.ts'
import { codeOf } from './storage-error.ts'
import type { Thumbnails } from './thumbnails.ts'

/** Where a picture is, by id; null: the index does not know it. */
type Locate = (id: string) => { readonly path: string; readonly format: string } | null

export interface ServeOptions {
  readonly locate: Locate
  /** where an input is; null: it is not stored */
  readonly locateInput: (id: InputId) => Promise<{ readonly path: string; readonly format: string } | null>
  /** where something is that came beside pictures */
  readonly locateAttachment: Locate
  /** where the picture of a LoRA or an embedding is */
  readonly locateNetwork: Locate
  readonly thumbnails: Thumbnails
  readonly livePreview: (batchId: string) => Uint8Array | null
}

const ID = /^[A-Za-z0-9_-]{1,64}$/
const MOST_BYTES = 256 << 20
/** An id names the same bytes for ever. */
const FOR_EVER = 'private, max-age=31536000, immutable'

/**
 * Answers `tributary://image/<id>`, `thumb/<id>`, `preview/<batch id>`, `attachment/<id>` with what came beside a picture, `input/<id>` with the thumbnail
 * of an input and `full-input/<id>` with all of it, `network/<id>` with that of a LoRA or an embedding. Ids are looked up, never used as a path; what is unknown or
 * cannot be read is a 404 with a sentence.
 */
export function createServe(options: ServeOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refusal(405, 'Pictures can only be read.', { allow: 'GET, HEAD' })
    const asked = parseAddress(request.url)
    if (asked === null) return refusal(404, 'There is no such picture.')
    const response = await answer(asked, request.signal, options)
    if (request.method === 'GET') return response
    await response.body?.cancel()
    return new Response(null, { status: response.status, headers: response.headers })
  }
}

const KINDS = ['image', 'thumb', 'preview', 'input', 'full-input', 'attachment', 'network'] as const

type Asked = { readonly kind: (typeof KINDS)[number]; readonly id: string }

function parseAddress(url: string): Asked | null {
  if (url.length > 500 || !URL.canParse(url)) return null
  const { host, pathname } = new URL(url)
  const id = pathname.slice(1)
  const kind = KINDS.find((each) => each === host)
  return kind !== undefined && ID.test(id) ? { kind, id } : null
}

async function answer({ kind, id }: Asked, signal: AbortSignal, options: ServeOptions): Promise<Response> {
  if (kind === 'preview') {
    const bytes = options.livePreview(id)
    if (bytes === null) return refusal(404, 'There is no preview of that batch now.')
    return reply(new Uint8Array(bytes), typeOf(bytes), 'no-store', bytes.byteLength)
  }
  if (kind === 'input' || kind === 'full-input') return answerInput(kind, id, signal, options)
  if (kind === 'network') {
    const picture = options.locateNetwork(id)
    if (picture === null) return refusal(404, 'There is no such picture.')
    return serveFile(picture.path, `image/${picture.format}`)
  }
  const place = kind === 'attachment' ? options.locateAttachment(id) : options.locate(id)
  if (place === null) return refusal(404, 'The gallery does not know this picture.')
  if (kind !== 'thumb') return serveFile(place.path, `image/${place.format}`)
  return serveThumbnail(id, place, signal, options)
}

async function answerInput(
  kind: 'input' | 'full-input',
  id: string,
  signal: AbortSignal,
  options: ServeOptions,
): Promise<Response> {
  const input = InputId.safeParse(id)
  const place = input.success ? await options.locateInput(input.data) : null
  if (place === null) return refusal(404, 'This input image is not stored any more.')
  if (kind === 'full-input') return serveFile(place.path, `image/${place.format}`)
  return serveThumbnail(id, place, signal, options)
}

async function serveThumbnail(
  id: string,
  place: { readonly path: string; readonly format: string },
  signal: AbortSignal,
  { thumbnails }: ServeOptions,
): Promise<Response> {
  const thumb = await thumbnails.get(id, place.path, signal)
  switch (thumb.is) {
    case 'made':
      return serveFile(thumb.path, 'image/webp')
    case 'unavailable':
      return serveFile(place.path, `image/${place.format}`)
    case 'damaged':
      return refusal(404, thumb.why)
  }
}

async function serveFile(path: string, type: string): Promise<Response> {
  let bytes: number
  try {
    const facts = await stat(path)
    if (!facts.isFile()) return refusal(404, 'The file of this picture is gone.')
    bytes = facts.size
    // A file that cannot be opened must be told before the answer has begun.
    await (await open(path, 'r')).close()
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return refusal(404, 'The file of this picture is gone.')
    return refusal(404, `The file of this picture cannot be read (${code ?? 'unknown error'}).`)
  }
  if (bytes > MOST_BYTES) return refusal(413, 'This picture is too large to be shown.')
  if (bytes === 0) return refusal(404, 'The file of this picture is empty.')
  const stream = createReadStream(path, { end: bytes - 1 })
  return reply(Readable.toWeb(stream) as ReadableStream<Uint8Array>, type, FOR_EVER, bytes)
}

function reply(
  body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>,
  type: string,
  cacheControl: string,
  bytes: number,
): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-length': String(bytes),
      'cache-control': cacheControl,
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Previews come from the worker and say nothing about their format but their first bytes. */
function typeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg'
  if (bytes[0] === 0x52 && bytes[1] === 0x49) return 'image/webp'
  return 'application/octet-stream'
}

function refusal(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}
