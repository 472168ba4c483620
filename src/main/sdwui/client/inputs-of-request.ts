import { reason } from '../../../shared/words/catalogue.ts'
import { InputMissing, TributaryError, WorkerFailure } from '../../core/failure.ts'
import type { BatchRequest } from '../../core/generation.ts'
import type { InputReader } from '../../core/ports.ts'

const gone = () => {
  throw new TributaryError('not-found', reason('inputs.none'))
}

/** Of a client that was given none. */
export const NO_INPUTS: InputReader = {
  size: async () => gone(),
  // biome-ignore lint/correctness/useYield: it has nothing to give.
  async *read() {
    gone()
  },
  scaled: async () => gone(),
}

/** The request with its mask in the size of its picture: servers cut both by the same numbers. Rejects as the reader. */
export async function withFittingMask(request: BatchRequest, inputs: InputReader): Promise<BatchRequest> {
  const { imageToImage, input } = request.params
  const mask = imageToImage?.mask ?? null
  if (imageToImage === null || mask === null || input === undefined) return request
  const { width, height } = input
  if (mask.width === width && mask.height === height) return request
  const fitting = { ...mask, id: await inputs.scaled(mask.id, { width, height }), width, height }
  return {
    ...request,
    params: { ...request.params, imageToImage: { ...imageToImage, mask: fitting } },
  }
}

/** What went wrong with a picture of a request, as a failure of the request; other errors as they are. */
export function inputFailure(error: unknown): unknown {
  if (!(error instanceof TributaryError) || error instanceof WorkerFailure) return error
  const kind = error instanceof InputMissing ? 'input-missing' : 'validation'
  return new WorkerFailure(kind, error.what, error.remedy, { cause: error })
}
