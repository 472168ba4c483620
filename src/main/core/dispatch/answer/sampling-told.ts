import type { Infotext } from '../../../../shared/infotext.ts'
import { knowsSampler, knowsSchedule, type ServerLists } from '../../../../shared/names/on-server.ts'
import { type Sampling, samplingOf, splitSampler } from '../../../../shared/names/sampling.ts'
import { isAutomatic, SAMPLER_NAMES, SCHEDULE_NAMES, takesSchedule } from '../../../../shared/names/tables.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { AnswerInfo, BatchRequest } from '../../generation.ts'
import { type Difference, shortName } from './difference.ts'

/** What an answer says a picture was sampled with, in its own words; null: it does not say. */
interface Told {
  readonly sampler: string | null
  readonly schedule: string | null
}

/** stable-diffusion.cpp's word for "its own choice": `default` was asked, or a name that it does not know (sdapi.md 12). */
const OWN_CHOICE = /^none\b/i

/**
 * Another sampler or schedule than asked, after synonyms; null: none that the answer tells of. A word that neither the tables of names
 * nor the server's own lists hold is no difference: the server calls something by a name that nobody here has met.
 */
export function otherSampling(
  request: BatchRequest,
  infotext: Infotext | null,
  info: AnswerInfo | null,
): Difference | null {
  const asked = samplingOf(request.params.sampler, request.params.scheduler)
  const lists = request.names?.lists ?? null
  const told = toldOf(request, infotext, info)
  if (told.sampler !== null && isOtherSampler(request, asked, told.sampler))
    return {
      flag: 'other-sampler',
      what: reason('dispatch.used-sampler', { used: shortName(told.sampler), asked: asked.sampler }),
    }
  if (told.schedule === null || isAutomatic(asked.schedule) || isSameSchedule(request, asked, told.schedule))
    return null
  if (!knowsSchedule(lists, told.schedule)) return null
  return {
    flag: 'other-sampler',
    what: reason('dispatch.used-schedule', { used: shortName(told.schedule), asked: asked.schedule }),
  }
}

/**
 * Whether a schedule was asked for, matters to the sampler, and the answer does not say that it was used. AUTOMATIC1111 from 1.9 on and
 * Forge say it of every sampler that takes one; earlier ones and KoboldCpp pass over the field, SD.Next knows no such field.
 */
export function isScheduleUnconfirmed(
  request: BatchRequest,
  infotext: Infotext | null,
  info: AnswerInfo | null,
): boolean {
  const asked = samplingOf(request.params.sampler, request.params.scheduler)
  if (isAutomatic(asked.schedule) || !takesSchedule(asked.sampler)) return false
  const { schedule } = toldOf(request, infotext, info)
  if (schedule !== null) return !isSameSchedule(request, asked, schedule)
  // SD.Next's own words for it.
  const others = ['Scheduler', 'Sampler sigma'].flatMap((key) => infotext?.parameters.get(key) ?? [])
  return !others.some((other) => isSameSchedule(request, asked, other))
}

function toldOf(request: BatchRequest, infotext: Infotext | null, info: AnswerInfo | null): Told {
  const text = infotext?.parameters.get('Sampler') ?? info?.samplerName ?? null
  const schedule = infotext?.parameters.get('Schedule type') ?? null
  if (text === null) return { sampler: null, schedule }
  const { sampler, schedule: joined } = partsOf(request, text)
  // What stands in the name goes before a key that tells nothing.
  const told = schedule === null || isAutomatic(schedule) ? (joined ?? schedule) : schedule
  return { sampler, schedule: told }
}

/** "euler_a karras", as stable-diffusion.cpp and sdwui before 1.9 write it; also with a schedule that stands in no table. */
function partsOf(request: BatchRequest, text: string): { sampler: string; schedule: string | null } {
  const { names } = request
  if (knowsSampler(names?.lists ?? null, text)) {
    // A server may list the two as one name.
    return splitSampler(text) ?? { sampler: text, schedule: null }
  }
  const own = [names?.sampler, request.params.sampler, 'NONE'].find(
    (name) => name !== undefined && text.toLowerCase().startsWith(`${name.toLowerCase()} `),
  )
  if (own !== undefined)
    return { sampler: text.slice(0, own.length), schedule: text.slice(own.length).trim() }
  return splitSampler(text) ?? { sampler: text, schedule: null }
}

function isOtherSampler({ names }: BatchRequest, asked: Sampling, got: string): boolean {
  const same = (one: string) => SAMPLER_NAMES.keyOf(one) === SAMPLER_NAMES.keyOf(got)
  if (same(asked.sampler) || (names !== undefined && same(samplingOf(names.sampler, '').sampler)))
    return false
  const lists = names?.lists ?? null
  // A name of its own list it knows: then its own choice is what that name means there.
  if (OWN_CHOICE.test(got)) return !isOffered(lists, names?.sampler ?? asked.sampler)
  return knowsSampler(lists, got)
}

const isOffered = (lists: ServerLists | null, sampler: string) =>
  lists?.samplers?.some((name) => name === sampler) === true

function isSameSchedule({ names }: BatchRequest, asked: Sampling, got: string): boolean {
  const same = (one: string) => SCHEDULE_NAMES.keyOf(one) === SCHEDULE_NAMES.keyOf(got)
  return same(asked.schedule) || (names !== undefined && same(names.scheduler))
}
