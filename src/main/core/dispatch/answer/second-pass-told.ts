import type { Infotext } from '../../../../shared/infotext.ts'
import { canonicalCheckpointName } from '../../../../shared/names/checkpoints.ts'
import { SAMPLER_NAMES, SCHEDULE_NAMES } from '../../../../shared/names/tables.ts'
import { HIRES_FIELDS, REQUEST_FIELDS } from '../../../../shared/request-fields.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { BatchRequest } from '../../generation.ts'
import { type Difference, shortName } from './difference.ts'
import { isNamed } from './named-checkpoint.ts'

/**
 * Another refiner than asked. A picture says nothing of one that never took over, as after all of its steps or where it is the checkpoint
 * itself: then nothing is wrong.
 */
export function otherRefiner({ params, names }: BatchRequest, infotext: Infotext | null): Difference | null {
  const used = infotext?.parameters.get(REQUEST_FIELDS.refiner.infotext)
  const asked = names?.refiner ?? params.refiner?.checkpoint
  return asked === undefined || used === undefined ? null : otherNamed(asked, used, 'dispatch.used-refiner')
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
    const other = otherNamed(own.checkpoint ?? hires.checkpoint, checkpoint, 'dispatch.used-hires-checkpoint')
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

function otherNamed(
  asked: string,
  used: string,
  key: 'dispatch.used-refiner' | 'dispatch.used-hires-checkpoint',
): Difference | null {
  const got = canonicalCheckpointName(used)
  if (isNamed(asked, got)) return null
  return {
    flag: 'other-checkpoint',
    what: reason(key, { used: shortName(got), asked: shortName(canonicalCheckpointName(asked)) }),
  }
}
