import { samplingOf } from '../../../shared/names/sampling.ts'
import { SAMPLER_NAMES, SCHEDULE_NAMES } from '../../../shared/names/tables.ts'

/**
 * Percent of speed relative to Euler a, positive is faster, as the extension stable-diffusion-webui-distributed recorded them
 * (its measurements, one GPU). A sampler that is r percent faster costs 1 - r/100 of the time.
 */
const PERCENT_FASTER: Readonly<Record<string, number>> = {
  'euler a': 0,
  euler: 4.92,
  lms: 12.66,
  heun: -40.24,
  dpm2: -42.5,
  'dpm2 a': -46.6,
  'dpm++ 2s a': -37.1,
  'dpm++ 2s a karras': -45.87,
  'dpm++ 2m': 7.46,
  'dpm++ 2m karras': 16.2,
  'dpm++ sde': -39.45,
  'dpm fast': 15.54,
  'dpm adaptive': -61.4,
  ddim: 0,
  plms: 9.31,
}

/** Evaluate the model twice a step, and stand in no list of measurements. */
const SECOND_ORDER = /^(heun|dpm2|dpm2 a|dpm\+\+ 2s a|dpm\+\+ sde|dpm\+\+ 2m sde heun|restart)\b/
const SECOND_ORDER_COST = 1.8

/** Time of one step relative to Euler a, whoever's spelling it is asked in. Unknown samplers cost 1. */
export function samplerCost(sampler: string, scheduler: string): number {
  const asked = samplingOf(sampler, scheduler)
  const name = SAMPLER_NAMES.labelOf(asked.sampler).trim().toLowerCase()
  const withSchedule = `${name} ${SCHEDULE_NAMES.labelOf(asked.schedule).toLowerCase()}`
  const percent = PERCENT_FASTER[withSchedule] ?? PERCENT_FASTER[name]
  if (percent !== undefined) return 1 - percent / 100
  return SECOND_ORDER.test(name) ? SECOND_ORDER_COST : 1
}
