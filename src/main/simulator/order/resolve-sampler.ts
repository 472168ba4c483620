import { SAMPLERS, SCHEDULERS } from '../../sdwui/protocol/a1111-lists.ts'
import { httpError } from '../../sdwui/protocol/server-error.ts'
import type { ResolvedOptions } from '../options.ts'

/** What a request's sampler and scheduler come to. */
export interface ResolvedSampler {
  readonly sampler: string
  /** label as resolved, "Automatic" when it is the sampler's own default */
  readonly scheduler: string
  /** label of what the sampler really uses, for the infotext */
  readonly schedule: string
}

/**
 * The exact sampler name is needed; a trailing scheduler is split off; an unknown sampler becomes the first one, an unknown
 * scheduler Automatic, without a word (modules/sd_samplers.py, get_sampler_and_scheduler).
 */
export function resolveSampler(
  fields: Readonly<Record<string, unknown>>,
  options: ResolvedOptions,
): ResolvedSampler {
  const asked = String(fields.sampler_name || fields.sampler_index || '')
  const schedulers = SCHEDULERS.filter(({ label }) => options.schedulers.includes(label))
  let name = asked
  let scheduler = schedulers.find((row) => row.label === fields.scheduler || row.name === fields.scheduler)
  for (const row of schedulers) {
    const suffix = [row.label, row.name].map((text) => ` ${text}`).find((text) => name.endsWith(text))
    if (suffix === undefined) continue
    scheduler = row
    name = name.slice(0, -suffix.length)
  }
  const available = options.samplers.map(
    (known) =>
      SAMPLERS.find((row) => row.name === known) ?? {
        name: known,
        aliases: [],
        options: {} as Record<string, string>,
      },
  )
  const exact = available.find((row) => row.name === name)
  const loose = available.find((row) =>
    [row.name, ...row.aliases].some((text) => text.toLowerCase() === name.toLowerCase()),
  )
  if (options.kind === 'sdnext' && loose === undefined) throw httpError(404, 'Sampler not found')
  const sampler = (options.kind === 'sdnext' ? loose : exact) ?? available[0] ?? SAMPLERS[0]
  const own = sampler?.options.scheduler
  const label = scheduler?.label ?? 'Automatic'
  const ownLabel = SCHEDULERS.find((row) => row.name === own)?.label
  return {
    sampler: sampler?.name ?? 'Euler',
    scheduler: scheduler !== undefined && scheduler.name === own ? 'Automatic' : label,
    schedule: label === 'Automatic' ? (ownLabel ?? 'Automatic') : label,
  }
}
