import type { Offer, OfferKind } from '../../shared/fleet-offers.ts'
import type { NameTable } from '../../shared/names/name-table.ts'
import {
  AUTOMATIC,
  isAutomatic,
  SAMPLER_NAMES,
  SCHEDULE_NAMES,
  UPSCALER_NAMES,
} from '../../shared/names/tables.ts'
import { say } from '../../shared/words/say.ts'
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

/** What to choose from, and which of it is chosen. */
export interface Choices {
  readonly options: Option<string>[]
  readonly value: string
}

const TABLES: Partial<Readonly<Record<OfferKind, NameTable>>> = {
  samplers: SAMPLER_NAMES,
  schedulers: SCHEDULE_NAMES,
  upscalers: UPSCALER_NAMES,
}

/** The offer that a name means, however it is spelled; undefined: it stands in nobody's list. */
export function offerNamed(offered: readonly Offer[], kind: OfferKind, name: string): Offer | undefined {
  const keyOf = TABLES[kind]?.keyOf ?? ((each: string) => each)
  return (
    offered.find((each) => each.name === name) ?? offered.find((each) => keyOf(each.name) === keyOf(name))
  )
}

/**
 * The offers of a kind as options, and the present value among them: it may be spelled otherwise, or stand in nobody's list. `unlisted`: on
 * how many machines it is then; null: not known.
 */
export function choicesOf(
  offered: readonly Offer[],
  kind: OfferKind,
  present: string,
  unlisted: Offer | null,
): Choices {
  const options = optionsOf(offered, 'where-missing')
  const same = offerNamed(offered, kind, present)
  if (same !== undefined) return { options, value: same.name }
  if (unlisted === null) return { options: withPresent(options, present, false), value: present }
  return unlisted.on > 0
    ? { options: [...optionsOf([unlisted], 'where-missing'), ...options], value: present }
    : { options: withPresent(options, present), value: present }
}

/** With the sampler's own schedule, which every server takes, also one that lists none. */
export const withAutomatic = (choices: Choices): Choices =>
  choices.options.some(({ value }) => isAutomatic(value))
    ? choices
    : { ...choices, options: [{ value: AUTOMATIC, label: AUTOMATIC }, ...choices.options] }
