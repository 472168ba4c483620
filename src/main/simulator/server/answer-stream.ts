import type { Generated } from '../engine/compute-order.ts'

/** An answer as text pieces, and its length in bytes, so that a batch of any size never stands in memory as one string. */
export interface AnswerStream {
  readonly length: number
  pieces(): Generator<string>
}

/** `{"images": [...], "parameters": {...}, "info": "..."}` of a generation. `withId`: SD.Next adds an id. */
export function answerStream(generated: Generated): AnswerStream {
  const { images, info, order } = generated
  const tail = `],"parameters":${JSON.stringify(order.parameters)},"info":${JSON.stringify(info)}}`
  const head = '{"images":['
  const sizes = images.map((image) =>
    image === null ? 4 : 2 + (image === '' ? 0 : Math.ceil(image.length / 3) * 4),
  )
  const commas = Math.max(0, images.length - 1)
  const length = head.length + sizes.reduce((sum, size) => sum + size, 0) + commas + Buffer.byteLength(tail)
  return {
    length,
    *pieces() {
      yield head
      for (const [index, image] of images.entries()) {
        if (index > 0) yield ','
        if (image === null) yield 'null'
        else if (image === '') yield '""'
        else yield `"${image.toString('base64')}"`
      }
      yield tail
    },
  }
}
