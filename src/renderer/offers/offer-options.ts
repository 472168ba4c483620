import { AUTOMATIC, isAutomatic } from '../../shared/names/tables.ts'
import { type Listed, type Offer, offerOf, offers, schedulerNames } from '../../shared/offers/fleet-offers.ts'
import { say } from '../../shared/words/say.ts'
import type { WorkerView } from '../../shared/worker.ts'
import type { Option } from '../ui/option-search.ts'

/** "on 2 of 3" */
const onHowMany = ({ on, of }: Offer): string => say('generate.offer.on', { on, of })

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
    : [
        { value: present, label: present, ...(known ? { aside: say('generate.offer.on-none') } : {}) },
        ...options,
      ]
}

/** What to choose from, and which of it is chosen: the present value may be spelled otherwise, or stand in nobody's list. */
export function choicesOf(
  workers: readonly WorkerView[],
  listed: Listed,
  present: string,
): { options: Option<string>[]; value: string } {
  const offered = offers(workers, listed)
  const options = optionsOf(offered, 'where-missing')
  const keyOf = listed.table?.keyOf ?? ((name: string) => name)
  const same =
    offered.find(({ name }) => name === present) ?? offered.find(({ name }) => keyOf(name) === keyOf(present))
  if (same !== undefined) return { options, value: same.name }
  const unlisted = offerOf(workers, listed, present)
  return unlisted.on > 0
    ? { options: [...optionsOf([unlisted], 'where-missing'), ...options], value: present }
    : { options: withPresent(options, present), value: present }
}

/** Every server takes the sampler's own schedule, also one that lists none. */
export function scheduleChoices(
  workers: readonly WorkerView[],
  present: string,
): { options: Option<string>[]; value: string } {
  const choices = choicesOf(workers, schedulerNames, present)
  return choices.options.some(({ value }) => isAutomatic(value))
    ? choices
    : { ...choices, options: [{ value: AUTOMATIC, label: AUTOMATIC }, ...choices.options] }
}
