import { withRemedy } from '../../../shared/problem.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { lackOf } from '../../app/missing-inputs.ts'

/** Why a job cannot be gone on with, as pictures that it is made from are not stored any more, and what helps on the command line; null: it lacks none. */
export async function lackOfJob(
  ...[inputs, job]: Parameters<typeof lackOf>
): Promise<{ readonly message: Reason; readonly remedy: Reason } | null> {
  const lack = await lackOf(inputs, job)
  if (lack === null) return null
  const remedy = reason('inputs.missing-of-job.remedy-cli', { count: lack.count })
  return { message: lack.problem.message, remedy }
}

/** It and what helps, in one; null: there is none. */
export const lackWords = (lack: Awaited<ReturnType<typeof lackOfJob>>): Reason | null =>
  lack && withRemedy(lack)
