import { Readable } from 'node:stream'
import { z } from 'zod'
import type { ControlDetection } from '../../../shared/control-detection.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import type { InputReader } from '../../core/ports.ts'
import { InputBytes } from '../protocol/input-bytes.ts'
import type { WorkerHttp } from './http.ts'
import { inputFailure } from './inputs-of-request.ts'
import { outgoingBody } from './outgoing-body.ts'
import { readJson } from './read-body.ts'

/** The first use of a preprocessor may download its model, ms. */
const DETECT_MS = 180_000
/** Base64 of one map, with what stands around it, bytes. */
const MOST_BYTES = 16 << 20

const Answer = z.object({ images: z.array(z.string()).min(1).max(100) })

/**
 * What a preprocessor of ControlNet makes of a picture: bytes of a picture, as the server sent them (POST /controlnet/detect, sdapi.md 8.4).
 * Rejects with a WorkerFailure: `validation` in the server's words for what it cannot do, `timeout` after three minutes, `too-large` beyond 16 MiB.
 */
export async function detectControl(
  http: WorkerHttp,
  inputs: InputReader,
  { module, picture, resolution, thresholdA, thresholdB }: ControlDetection,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const deadline = AbortSignal.timeout(DETECT_MS)
  const chunks: Buffer[] = []
  let read = 0
  try {
    const body = await outgoingBody(
      {
        controlnet_module: module,
        controlnet_input_images: [new InputBytes(picture)],
        ...(resolution === null ? {} : { controlnet_processor_res: resolution }),
        ...(thresholdA === null ? {} : { controlnet_threshold_a: thresholdA }),
        ...(thresholdB === null ? {} : { controlnet_threshold_b: thresholdB }),
      },
      inputs,
    )
    await http.postStreaming(
      '/controlnet/detect',
      body,
      async (chunk) => {
        read += chunk.length
        if (read > MOST_BYTES)
          throw new WorkerFailure('too-large', reason('server.too-long', { host: http.host }))
        chunks.push(Buffer.from(chunk))
        // Only its end tells.
        return false
      },
      AbortSignal.any([signal, deadline]),
    )
  } catch (error) {
    if (deadline.aborted && !signal.aborted)
      throw new WorkerFailure(
        'timeout',
        reason('server.no-answer', { host: http.host }),
        reason('server.too-slow.remedy'),
      )
    throw inputFailure(error)
  }
  const told = await readJson(Readable.from(chunks), {
    ...{ fields: null, mostBytes: MOST_BYTES, host: http.host },
  })
  const answer = Answer.safeParse(told)
  const [first] = answer.success ? answer.data.images : []
  const bytes = Buffer.from((first ?? '').replace(/^data:[\w/+.-]{1,100};base64,/, ''), 'base64')
  if (bytes.length === 0)
    throw new WorkerFailure('server-error', reason('server.nothing-detected', { host: http.host }))
  return bytes
}
