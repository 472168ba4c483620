import type { GenerationRequest } from '../../../../shared/generation.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { picturesOf, pictureWords, type UsedPicture } from '../../../../shared/request-pictures.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { InputMissing, type WorkerFailure } from '../../failure.ts'

interface Asked {
  readonly number: number
  readonly request: GenerationRequest
}

/** Why a job cannot be gone on with: these pictures that it is made from are not stored any more, and what helps. */
export function missingPictures({ number }: Pick<Asked, 'number'>, missing: readonly UsedPicture[]): Problem {
  const { length: count } = missing
  return {
    kind: 'input-missing',
    message: reason('inputs.missing-of-job', { number, count, pictures: pictureWords(missing) }),
    remedy: reason('inputs.missing-of-job.remedy', { count }),
    field: 'inputs',
  }
}

/** The same of the one that a request did not find. A mask in another size is none that the job names: then in the words of the failure. */
export function missingPicture(job: Asked, failure: WorkerFailure): Problem {
  const { cause } = failure
  const gone = cause instanceof InputMissing ? cause.id : null
  const missing = picturesOf(job.request).filter(({ id }) => id === gone)
  return missing.length === 0 ? failure.toProblem() : missingPictures(job, missing)
}
