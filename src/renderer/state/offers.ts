import type { EventPayload, Snapshot } from '../../shared/contract.ts'
import { type FleetOffers, NO_OFFERS } from '../../shared/fleet-offers.ts'

export interface OffersSlice {
  /** what the fleet has to choose from, as main worked it out */
  readonly offers: FleetOffers
}

export const noOffers: OffersSlice = { offers: NO_OFFERS }

export const offersOf = ({ offers }: Snapshot): OffersSlice => ({ offers })

/** The offers of one kind are replaced, those of the others stay the same arrays. */
export const offersChanged = (
  { offers }: OffersSlice,
  changed: EventPayload<'offersChanged'>,
): OffersSlice => ({ offers: { ...offers, [changed.kind]: changed.offers } })
