import type { Capabilities, WorkerView } from '../../../../shared/worker.ts'
import type { Option } from '../../../ui/option-search.ts'

/** Something that machines of the fleet have, and on how many. */
export interface Offer {
  readonly name: string
  readonly on: number
  /** machines whose lists are known */
  readonly of: number
}

/** A list that a server tells about itself, as names; null where it is unknown. */
type NamesOf = (capabilities: Capabilities) => readonly string[] | null

/** What the machines that are meant to work (every lane but Off) have in common and apart, in the order first met. */
export function offers(workers: readonly WorkerView[], namesOf: NamesOf): Offer[] {
  const lists = workers
    .filter(({ config }) => config.lane !== 'off')
    .flatMap(({ capabilities }) => (capabilities ? [namesOf(capabilities)] : []))
    .filter((names) => names !== null)
  const counts = new Map<string, number>()
  for (const names of lists) {
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].map(([name, on]) => ({ name, on, of: lists.length }))
}

export const checkpointNames: NamesOf = ({ checkpoints }) => checkpoints?.map(({ name }) => name) ?? null
export const samplerNames: NamesOf = ({ samplers }) => samplers
export const schedulerNames: NamesOf = ({ schedulers }) => schedulers
export const upscalerNames: NamesOf = ({ upscalers }) => upscalers
export const vaeNames: NamesOf = ({ vaes }) => vaes
export const loraNames: NamesOf = ({ loras }) => loras

/** "on 2 of 3" */
export const onHowMany = ({ on, of }: Offer): string => `on ${on} of ${of}`

/** Options of a select. `aside`: say on how many machines always, or only where some lack it. */
export function optionsOf(offered: readonly Offer[], aside: 'always' | 'where-missing'): Option<string>[] {
  return offered.map((offer) => ({
    value: offer.name,
    label: offer.name,
    ...(aside === 'always' || offer.on < offer.of ? { aside: onHowMany(offer) } : {}),
  }))
}

/** The options with one for the present value, when the fleet does not (or, `known` false, not yet) offer it. */
export function withPresent(
  options: readonly Option<string>[],
  present: string,
  known = options.length > 0,
): Option<string>[] {
  return options.some(({ value }) => value === present)
    ? [...options]
    : [{ value: present, label: present, ...(known ? { aside: 'on none' } : {}) }, ...options]
}
