import type { AnswerImage, GeneratedAnswer } from './engine.ts'

/** An answer in pieces of UTF-8, and its length in bytes, so that a batch of any size never stands in memory at once. */
export interface AnswerStream {
  readonly length: number
  pieces(): Generator<AnswerPiece>
}

interface AnswerPiece {
  readonly bytes: Buffer
  /** one place of `images`, with nothing else in it */
  readonly isImage: boolean
}

/** `{"images": [...], "parameters": {...}, "info": "..."}` of a generation. */
export function answerStream({ images, parameters, info }: GeneratedAnswer): AnswerStream {
  // Prompts come in every script: lengths are those of the encoded text.
  const tail = Buffer.from(`],"parameters":${JSON.stringify(parameters)},"info":${JSON.stringify(info)}}`)
  const head = Buffer.from('{"images":[')
  const sizes = images.map((image) =>
    image === null ? 4 : 2 + (image === '' ? 0 : Math.ceil(image.length / 3) * 4),
  )
  const commas = Math.max(0, images.length - 1)
  const length = head.length + sizes.reduce((sum, size) => sum + size, 0) + commas + tail.length
  return {
    length,
    *pieces() {
      yield { bytes: head, isImage: false }
      for (const [index, image] of images.entries()) {
        if (index > 0) yield { bytes: COMMA, isImage: false }
        yield { bytes: Buffer.from(imageText(image), 'latin1'), isImage: true }
      }
      yield { bytes: tail, isImage: false }
    },
  }
}

/** All of an answer. */
export const wholeAnswer = (answer: AnswerStream): Buffer =>
  Buffer.concat(Array.from(answer.pieces(), ({ bytes }) => bytes))

const COMMA = Buffer.from(',')

/** ASCII, whatever the picture. */
function imageText(image: AnswerImage): string {
  if (image === null) return 'null'
  return image === '' ? '""' : `"${image.toString('base64')}"`
}
