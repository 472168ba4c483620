import type { GenerationOrder } from '../protocol/generation-order.ts'
import type { ServerDialect } from '../protocol/server-dialect.ts'
import { httpError, pythonError } from '../protocol/server-error.ts'

const MAGICS = ['\x89PNG', '\xff\xd8\xff', 'RIFF', 'GIF8', 'BM']

/** Checks the pictures an img2img order starts from; throws what sdwui answers for those it cannot decode (inside the lock). */
export function checkInitImages(order: GenerationOrder, dialect: ServerDialect): void {
  const { initImages, batchSize } = order
  if (initImages === null || initImages.length === 0) {
    if (dialect.errors === 'sdnext') throw httpError(400, 'Init image is none')
    throw httpError(404, 'Init image not found')
  }
  for (const image of initImages) {
    if (typeof image !== 'string') throw httpError(500, 'Invalid encoded image')
    if (/^https?:\/\//.test(image)) throw httpError(500, 'Request to local resource not allowed')
    const comma = image.startsWith('data:') ? image.indexOf(',') : -1
    const start = Buffer.from(image.slice(comma + 1, comma + 41), 'base64').toString('latin1')
    if (!MAGICS.some((magic) => start.startsWith(magic))) throw httpError(500, 'Invalid encoded image')
  }
  if (initImages.length > 1 && initImages.length > batchSize)
    throw pythonError(
      'RuntimeError',
      `bad number of images passed: ${initImages.length}; expecting ${batchSize} or less`,
    )
}
