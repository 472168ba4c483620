import { httpError, pythonError, type ServerError } from '../../sdwui/protocol/server-error.ts'
import type { ServerFacts } from '../../sdwui/protocol/server-facts.ts'

const MAGICS = ['\x89PNG', '\xff\xd8\xff', 'RIFF', 'GIF8', 'BM']

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

/** Throws what sdwui answers for pictures it cannot decode: inside the lock, before the job begins. */
export function checkInitImages(initImages: readonly unknown[]): void {
  for (const image of initImages) {
    if (typeof image !== 'string') throw httpError(500, 'Invalid encoded image')
    if (/^https?:\/\//.test(image)) throw httpError(500, 'Request to local resource not allowed')
    const comma = image.startsWith('data:') ? image.indexOf(',') : -1
    const start = Buffer.from(image.slice(comma + 1, comma + 41), 'base64').toString('latin1')
    if (!MAGICS.some((magic) => start.startsWith(magic))) throw httpError(500, 'Invalid encoded image')
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
