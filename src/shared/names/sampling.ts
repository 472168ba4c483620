import { AUTOMATIC, isAutomatic, SAMPLER_NAMES, SCHEDULE_NAMES } from './tables.ts'

/** A sampler and the schedule it runs on; `schedule` AUTOMATIC: the sampler's own. */
export interface Sampling {
  readonly sampler: string
  readonly schedule: string
}

/** Short forms that AUTOMATIC1111's aliases end in: k_dpmpp_2m_ka. */
const SHORT: Readonly<Record<string, string>> = { ka: 'Karras', exp: 'Exponential' }
/** "dpmpp_2m_align_your_steps": no schedule has more words. */
const MOST_WORDS = 4
const LONGEST = 1000

/**
 * "DPM++ 2M Karras" is "DPM++ 2M" with a schedule: AUTOMATIC1111 before 1.9 and stable-diffusion.cpp's infotexts write the two as
 * one name. Null: the name holds no schedule. A name that is a sampler's as it stands is not taken apart.
 */
export function splitSampler(name: string): Sampling | null {
  if (name.length > LONGEST || SAMPLER_NAMES.knows(name)) return null
  let found: Sampling | null = null
  for (const at of lastBreaks(name)) {
    const [sampler, rest] = [name.slice(0, at).trim(), name.slice(at + 1).trim()]
    const schedule = SHORT[rest.toLowerCase()] ?? rest
    if (sampler === '' || !SCHEDULE_NAMES.knows(schedule) || isAutomatic(schedule)) continue
    // The longest schedule wins, "SGM Uniform" before "Uniform", unless only the shorter one leaves a sampler that is known.
    if (found === null || SAMPLER_NAMES.knows(sampler) || !SAMPLER_NAMES.knows(found.sampler))
      found = { sampler, schedule }
  }
  return found
}

/** What a request for these two means, however they are written: a schedule in the sampler's name goes first, as sdwui reads it. */
export function samplingOf(sampler: string, scheduler: string): Sampling {
  return splitSampler(sampler) ?? { sampler, schedule: isAutomatic(scheduler) ? AUTOMATIC : scheduler }
}

/** Places of the last few blanks and underscores, from the right. */
function lastBreaks(name: string): number[] {
  const places: number[] = []
  for (let at = name.length - 1; at > 0 && places.length < MOST_WORDS; at--)
    if (name[at] === ' ' || name[at] === '_') places.push(at)
  return places
}
