import { listing } from './listing.ts'
import { type Sampling, samplingOf, splitSampler } from './sampling.ts'
import { AUTOMATIC, isAutomatic, SAMPLER_NAMES, SCHEDULE_NAMES, UPSCALER_NAMES } from './tables.ts'

/** The lists of one server, as Capabilities has them; null, absent, for samplers and schedules also empty: not told. */
export interface ServerLists {
  readonly samplers: readonly string[] | null
  readonly schedulers: readonly string[] | null
  readonly upscalers: readonly string[] | null
  readonly latentUpscalers?: readonly string[] | null | undefined
  /** the server's other names for things of its lists, each with the one that is listed */
  readonly aliases?: ServerAliases | undefined
}

interface ServerAliases {
  readonly samplers: Readonly<Record<string, string>>
  readonly schedulers: Readonly<Record<string, string>>
}

/** How a request must name sampler and schedule on one server. `schedule` AUTOMATIC: none is to be named. */
export type SamplingOn = Sampling | { readonly lacks: 'sampler' | 'schedule' }

/**
 * A sampler and a schedule in a server's own spelling. Servers with a list of schedules take them apart ("DPM++ 2M", "Karras"), older
 * ones list the two as one name ("DPM++ 2M Karras"): each gets what it lists. What it does not tell goes as it was asked.
 */
export function samplingOn(lists: ServerLists, sampler: string, scheduler: string): SamplingOn {
  const samplers = toldOf(lists.samplers)
  const asked = { sampler: aliased(lists.aliases?.samplers, sampler), scheduler }
  if (samplers === null) return untold(lists, asked.sampler, scheduler)
  const whole = listing(samplers, SAMPLER_NAMES).find(asked.sampler)
  const wanted = samplingOf(asked.sampler, scheduler)
  // Its name holds the schedule already: this server has the two as one.
  if (whole !== null && toldOf(lists.schedulers) === null && splitSampler(whole) !== null)
    return { sampler: whole, schedule: AUTOMATIC }
  const plain = whole ?? listing(samplers, SAMPLER_NAMES).find(wanted.sampler)
  const schedule = whole === null ? wanted.schedule : isAutomatic(scheduler) ? AUTOMATIC : scheduler
  if (plain !== null && isAutomatic(schedule)) return { sampler: plain, schedule: AUTOMATIC }
  const found = scheduleOn(lists, schedule)
  if (plain !== null && found !== null && found !== 'untold') return { sampler: plain, schedule: found }
  const joined = joinedNames(samplers)
  const one = joined.get(joinedKey({ sampler: plain ?? wanted.sampler, schedule }))
  if (one !== undefined) return { sampler: one, schedule: AUTOMATIC }
  // It has other schedules in its samplers' names, or a list of them: this one it lacks.
  if (plain === null) return { lacks: 'sampler' }
  if (found === null || joined.size > 0) return { lacks: 'schedule' }
  return { sampler: plain, schedule }
}

/** A server's own spelling of an upscaler; null: it has none of that name. Latent ones stand in a list of their own. */
export function upscalerOn(lists: ServerLists, upscaler: string): string | null {
  const { upscalers, latentUpscalers = null } = lists
  const found =
    (upscalers && listing(upscalers, UPSCALER_NAMES).find(upscaler)) ??
    (latentUpscalers && listing(latentUpscalers, UPSCALER_NAMES).find(upscaler))
  if (found !== null) return found
  const told = isLatent(upscaler) ? latentUpscalers !== null : upscalers !== null
  return told ? null : upscaler
}

/** Every server that makes a second pass and does not list its latent modes has the one that is taken when none is named. */
export const LATENT = 'Latent'

export const isLatent = (upscaler: string): boolean => /^latent\b/i.test(upscaler)

/** Schedules a server tells of, by what they are shown as; null: it tells of none. */
export function schedulesTold(lists: ServerLists): readonly string[] | null {
  const listed = toldOf(lists.schedulers)
  if (listed !== null) return listed
  const joined = lists.samplers === null ? [] : lists.samplers.flatMap((name) => splitSampler(name) ?? [])
  return joined.length === 0 ? null : [...new Set(joined.map(({ schedule }) => schedule))]
}

/** Whether a word of an answer names a sampler, here or anywhere. */
export const knowsSampler = (lists: Pick<ServerLists, 'samplers'> | null, name: string): boolean =>
  SAMPLER_NAMES.knows(name) || isListed(lists?.samplers, SAMPLER_NAMES, name)

/** Whether a word of an answer names a schedule, here or anywhere. */
export const knowsSchedule = (lists: Pick<ServerLists, 'schedulers'> | null, name: string): boolean =>
  SCHEDULE_NAMES.knows(name) || isListed(lists?.schedulers, SCHEDULE_NAMES, name)

const isListed = (
  names: readonly string[] | null | undefined,
  table: typeof SAMPLER_NAMES,
  name: string,
): boolean => names != null && listing(names, table).find(name) !== null

const toldOf = (names: readonly string[] | null): readonly string[] | null =>
  names === null || names.length === 0 ? null : names

/** No samplers are told: the name goes as it is, unless the server lists the schedule that is in it. */
function untold(lists: ServerLists, sampler: string, scheduler: string): SamplingOn {
  const parts = splitSampler(sampler)
  const inName = parts === null ? null : scheduleOn(lists, parts.schedule)
  if (parts !== null && inName !== null && inName !== 'untold')
    return { sampler: parts.sampler, schedule: inName }
  if (isAutomatic(scheduler)) return { sampler, schedule: AUTOMATIC }
  const found = scheduleOn(lists, scheduler)
  if (found === null) return { lacks: 'schedule' }
  return { sampler, schedule: found === 'untold' ? scheduler : found }
}

/** The server's spelling of a schedule; null: it lists others; 'untold': it lists none. */
function scheduleOn(lists: ServerLists, schedule: string): string | null | 'untold' {
  const listed = toldOf(lists.schedulers)
  if (listed === null) return 'untold'
  return listing(listed, SCHEDULE_NAMES).find(aliased(lists.aliases?.schedulers, schedule))
}

const aliased = (aliases: Readonly<Record<string, string>> | undefined, name: string): string =>
  aliases !== undefined && Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name

const joinedKey = ({ sampler, schedule }: Sampling) =>
  `${SAMPLER_NAMES.keyOf(sampler)}|${SCHEDULE_NAMES.keyOf(schedule)}`

const joinedOf = new WeakMap<readonly string[], ReadonlyMap<string, string>>()

/** Names of a list that hold a schedule, by sampler and schedule. */
function joinedNames(samplers: readonly string[]): ReadonlyMap<string, string> {
  const known = joinedOf.get(samplers)
  if (known !== undefined) return known
  const joined = new Map<string, string>()
  for (const name of samplers) {
    const parts = splitSampler(name)
    if (parts !== null && !joined.has(joinedKey(parts))) joined.set(joinedKey(parts), name)
  }
  joinedOf.set(samplers, joined)
  return joined
}
