import type { CallResponse } from '../../shared/contract.ts'
import type { GenerationRequest } from '../../shared/generation.ts'
import type { Problem } from '../../shared/problem.ts'
import { picturesOf, pictureWords, type UsedPicture } from '../../shared/request-pictures.ts'
import type { Settings, SettingsPatch } from '../../shared/settings.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { missingPictures } from '../core/dispatch/job/missing-pictures.ts'
import { TributaryError } from '../core/failure.ts'
import type { Inputs } from '../gallery/inputs/inputs.ts'

type Looked = Pick<Inputs, 'missing'>

async function missingOf(inputs: Looked, request: Partial<GenerationRequest>): Promise<UsedPicture[]> {
  const used = picturesOf(request)
  const gone = new Set(await inputs.missing(used.map(({ id }) => id)))
  return used.filter(({ id }) => gone.has(id))
}

/** Rejects with `bad-request` where a picture that a request names is not stored: no machine could make it. */
export async function requireStored(inputs: Looked, request: GenerationRequest): Promise<void> {
  const missing = await missingOf(inputs, request)
  if (missing.length === 0) return
  const { length: count } = missing
  throw new TributaryError(
    'bad-request',
    reason('inputs.not-stored', { count, pictures: pictureWords(missing) }),
    reason('inputs.not-stored.remedy', { count }),
    { field: 'inputs' },
  )
}

/** Pictures that a job is made from and that are not stored any more. */
interface Lack {
  readonly count: number
  /** why it cannot be gone on with, and what helps in the panel */
  readonly problem: Problem
  /** of a notice of that */
  readonly title: Reason
}

/** What a job lacks; null: nothing. */
export async function lackOf(
  inputs: Looked,
  job: { readonly number: number; readonly request: GenerationRequest },
): Promise<Lack | null> {
  const missing = await missingOf(inputs, job.request)
  const { length: count } = missing
  if (count === 0) return null
  const title = reason('inputs.missing-of-job.title', { number: job.number, count })
  return { count, problem: missingPictures(job, missing), title }
}

/**
 * Which forms that a patch of settings from elsewhere brings name pictures that are not stored here: presets by their names; null: what the
 * form is reset to. Presets that are as they were are passed over.
 */
export async function formsWithoutPictures(
  inputs: Looked,
  { presets = [], formDefaults }: SettingsPatch,
  current: Pick<Settings, 'presets'>,
): Promise<CallResponse<'readSettings'>['withoutPictures']> {
  const found: CallResponse<'readSettings'>['withoutPictures'] = []
  const look = async (preset: string | null, request: Partial<GenerationRequest>) => {
    const missing = await missingOf(inputs, request)
    if (missing.length > 0) found.push({ preset, pictures: pictureWords(missing) })
  }
  if (formDefaults !== undefined) await look(null, formDefaults)
  const known = new Set(current.presets.map(({ request }) => JSON.stringify(request)))
  for (const { name, request } of presets) if (!known.has(JSON.stringify(request))) await look(name, request)
  return found
}
