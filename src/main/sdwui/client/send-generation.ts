import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { BatchAnswer, RawImage, UnusablePicture } from '../../core/generation.ts'
import type { InputReader } from '../../core/ports.ts'
import type { GenerationCallToServer } from '../protocol/generation-call.ts'
import { readImageHeader } from '../protocol/image-header.ts'
import { readAnswerInfo } from './answer-info.ts'
import { limitsFor } from './answer-limits.ts'
import { AnswerReader } from './answer-reader.ts'
import { failureInAnswer, failureInText } from './failure-of.ts'
import type { WorkerHttp } from './http.ts'
import type { ImageBuffers } from './image-buffers.ts'
import { outgoingBody } from './outgoing-body.ts'
import { brokenPicture, foreignPicture } from './unusable-picture.ts'

interface SendingParts {
  readonly http: WorkerHttp
  readonly buffers: ImageBuffers
  readonly inputs: InputReader
  /** asked before a request goes out once more */
  readonly mayResend: () => Promise<boolean>
}

interface SendingWatch {
  readonly onImage: (image: RawImage) => Promise<void>
  readonly onAnswer: (bytes: number) => void
  readonly signal: AbortSignal
}

/** Makes a call and reads its answer as it comes, an image at a time (WorkerPort.generate). */
export async function sendGeneration(
  { http, buffers, inputs, mayResend }: SendingParts,
  call: GenerationCallToServer & { readonly count: number; readonly by?: 'as-asked' | 'by-script' },
  { onImage, onAnswer, signal }: SendingWatch,
): Promise<BatchAnswer> {
  let damaged = 0
  let unusable: UnusablePicture | null = null
  const take = async (data: Buffer, position: number) => {
    const header = readImageHeader(data)
    if (header === null || !header.whole) {
      unusable ??= header === null ? foreignPicture(data) : brokenPicture(header.format)
      damaged++
      return
    }
    const { format, width, height, infotext } = header
    await onImage({ position, bytes: data, format, width, height, infotext })
  }
  const reader = new AnswerReader(take, limitsFor(call.count, call.by), buffers, call.answers)
  const headers = await http.postStreaming(
    call.path,
    await outgoingBody(call.body, inputs),
    async (chunk) => {
      onAnswer(chunk.length)
      try {
        return await reader.push(chunk)
      } catch (error) {
        const isUnreadable = error instanceof WorkerFailure && error.kind === 'invalid-answer'
        throw (isUnreadable && failureInText(reader.text ?? '')) || error
      }
    },
    signal,
    mayResend,
  )
  const end = reader.end()
  if (!end.whole) throw new WorkerFailure('cut-short', reason('server.cut-short', { host: http.host }))
  const info = readAnswerInfo(end.info)
  const failure = end.text === null ? null : failureInAnswer(end.text, info === null ? end.info : null)
  if (failure !== null) throw failure
  const seconds = Number(headers['x-process-time'])
  return {
    images: end.images,
    damaged: damaged + end.empty,
    ...(unusable === null ? {} : { unusable }),
    info,
    serverSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  }
}
