import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { httpError, pythonError, type ServerError } from '../../sdwui/protocol/server-error.ts'
import type { ServerFacts } from '../../sdwui/protocol/server-facts.ts'
import type { Pixels } from '../picture/paint.ts'
import { decodeMask, decodePixels, type Grey } from '../picture/raster.ts'

/** What an order refers to, as pixels. */
export interface DecodedInputs {
  /** none: an order from nothing */
  readonly images: readonly Pixels[]
  readonly mask: Grey | null
}

/** Throws what a server answers where img2img is asked without pictures: before anything is queued. */
export function checkInitImagesGiven(
  initImages: readonly unknown[] | null,
  { errors }: Pick<ServerFacts, 'errors'>,
): void {
  const isA1111 = errors === 'a1111' || errors === 'forge'
  // An empty list passes for one in the A1111 family, and fails in the job.
  if (initImages !== null && (initImages.length > 0 || isA1111)) return
  if (errors === 'sdnext') throw httpError(400, 'Init image is none')
  throw httpError(404, 'Init image not found')
}

/** The pictures of an order; rejects with what sdwui answers for those it cannot decode: inside the lock, before the job begins. */
export async function decodeInputs({
  call,
  initImages,
  parameters,
}: Pick<GenerationOrder, 'call' | 'initImages' | 'parameters'>): Promise<DecodedInputs> {
  if (call !== 'img2img') return { images: [], mask: null }
  const { mask, mask_round } = parameters
  return {
    mask:
      typeof mask === 'string' ? await decoded(mask, (file) => decodeMask(file, mask_round === false)) : null,
    images: await Promise.all((initImages ?? []).map((image) => decoded(image, decodePixels))),
  }
}

/** A picture of a request, base64 with or without `data:` before it; rejects with the error of one that is none. */
export async function decoded<T>(image: unknown, read: (file: Buffer) => Promise<T>): Promise<T> {
  if (typeof image !== 'string') throw httpError(500, 'Invalid encoded image')
  if (/^https?:\/\//.test(image)) throw httpError(500, 'Request to local resource not allowed')
  const file = Buffer.from(image.slice(image.startsWith('data:') ? image.indexOf(',') + 1 : 0), 'base64')
  try {
    return await read(file)
  } catch {
    throw httpError(500, 'Invalid encoded image')
  }
}

/** What the job fails with for a list that does not fit its batch; null: it fits. */
export function tooManyInitImages(
  initImages: readonly unknown[] | null,
  batchSize: number,
): ServerError | null {
  if (initImages?.length === 0) return pythonError('IndexError', 'list index out of range')
  return initImages === null || initImages.length === 1 || initImages.length <= batchSize
    ? null
    : pythonError(
        'RuntimeError',
        `bad number of images passed: ${initImages.length}; expecting ${batchSize} or less`,
      )
}
