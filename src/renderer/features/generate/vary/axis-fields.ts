import type { OfferKind } from '../../../../shared/fleet-offers.ts'
import type { GridField } from '../../../../shared/grid.ts'
import { say } from '../../../../shared/words/say.ts'

/** Fields whose values are names that the fleet lists. */
const LISTED: Partial<Readonly<Record<GridField, OfferKind>>> = {
  checkpoint: 'checkpoints',
  'refiner-checkpoint': 'checkpoints',
  sampler: 'samplers',
  scheduler: 'schedulers',
  vae: 'vaes',
  'hires-upscaler': 'upscalers',
  style: 'styles',
}

/** What the values of a field can be chosen from; undefined: they are typed. */
export const listOf = (field: GridField): OfferKind | undefined => LISTED[field]

/** An example of how the values of a field are written. */
export function hintOf(field: GridField): string {
  if (LISTED[field] !== undefined) return say('vary.hint.names')
  if (field === 'subseed') return say('vary.hint.seed')
  if (field === 'size' || field === 'seed' || field === 'prompt-replace' || field === 'prompt-order')
    return say(`vary.hint.${field}`)
  return say('vary.hint.numbers')
}
