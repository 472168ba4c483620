import type { Infotext } from '../../../../shared/infotext.ts'
import { canonicalCheckpointName, hashOfTitle } from '../../../../shared/names/checkpoints.ts'
import { SAMPLER_NAMES, SCHEDULE_NAMES } from '../../../../shared/names/tables.ts'
import { HIRES_FIELDS, REQUEST_FIELDS } from '../../../../shared/request-fields.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { BatchRequest } from '../../generation.ts'
import { type Difference, shortName } from './difference.ts'
import { isNamed, otherFile } from './named-checkpoint.ts'

/**
 * Another refiner than asked. A picture says nothing of one that never took over, as after all of its steps or where it is the checkpoint
 * itself: then nothing is wrong.
 */
export function otherRefiner({ params, names }: BatchRequest, infotext: Infotext | null): Difference | null {
  const used = infotext?.parameters.get(REQUEST_FIELDS.refiner.infotext)
  const { refiner } = params
  if (refiner === null || used === undefined) return null
  const sent = names?.refiner ?? refiner.checkpoint
  return otherNamed(sent, used, 'dispatch.used-refiner', hashOfTitle(sent) ?? hashOfTitle(refiner.checkpoint))
}

/** Another checkpoint, sampler or schedule of the second pass than asked, as far as the picture tells. */
export function otherSecondPass(
  { params: { hires }, names }: BatchRequest,
  infotext: Infotext | null,
): Difference | null {
  if (hires === null || infotext === null) return null
  const told = (field: 'checkpoint' | 'sampler' | 'scheduler') =>
    infotext.parameters.get(HIRES_FIELDS[field].infotext) ?? null
  const own = names?.second ?? {}
  const checkpoint = told('checkpoint')
  if (hires.checkpoint != null && checkpoint !== null) {
    const sent = own.checkpoint ?? hires.checkpoint
    const hash = hashOfTitle(sent) ?? hashOfTitle(hires.checkpoint)
    const other = otherNamed(sent, checkpoint, 'dispatch.used-hires-checkpoint', hash)
    if (other !== null) return other
  }
  const isOther = (table: typeof SAMPLER_NAMES, asked: string | null | undefined, used: string | null) =>
    asked != null && used !== null && table.keyOf(asked) !== table.keyOf(used)
  const sampler = told('sampler')
  if (
    isOther(SAMPLER_NAMES, hires.sampler, sampler) &&
    isOther(SAMPLER_NAMES, own.sampler ?? hires.sampler, sampler)
  )
    return otherSampling(sampler ?? '', hires.sampler ?? '')
  const schedule = told('scheduler')
  return isOther(SCHEDULE_NAMES, hires.scheduler, schedule)
    ? otherSampling(schedule ?? '', hires.scheduler ?? '')
    : null
}

const otherSampling = (used: string, asked: string): Difference => ({
  flag: 'other-sampler',
  what: reason('dispatch.used-hires-sampler', { used: shortName(used), asked: shortName(asked) }),
})

/** `hash`: where it is known, the picture may tell that it was another file of that name. */
function otherNamed(
  asked: string,
  used: string,
  key: 'dispatch.used-refiner' | 'dispatch.used-hires-checkpoint',
  hash: string | null,
): Difference | null {
  const got = canonicalCheckpointName(used)
  if (isNamed(asked, got)) return otherFile(got, hash, hashOfTitle(used))
  return {
    flag: 'other-checkpoint',
    what: reason(key, { used: shortName(got), asked: shortName(canonicalCheckpointName(asked)) }),
  }
}
