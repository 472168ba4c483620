import { useEffect, useState } from 'react'
import type { Offer, OfferKind } from '../../shared/fleet-offers.ts'
import { call } from '../state/call.ts'
import { usePanel } from '../state/panel-store.ts'
import { type Choices, choicesOf, offerNamed } from './offer-options.ts'

/** What the fleet offers of a kind, as options, with the present value among them. */
export function useChoices(kind: OfferKind, present: string): Choices {
  const offered = usePanel((state) => state.offers[kind])
  const unlisted = useUnlisted(offered, kind, present)
  return choicesOf(offered, kind, present, unlisted)
}

/** On how many machines a value is that nobody lists; null: it is listed, or not known yet. */
function useUnlisted(offered: readonly Offer[], kind: OfferKind, present: string): Offer | null {
  const [found, setFound] = useState<Offer | null>(null)
  const listed = offered.length === 0 || offerNamed(offered, kind, present) !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other lists it is asked for anew
  useEffect(() => {
    if (listed) return
    let ended = false
    call('offerOf', { kind, name: present }).then(
      (offer) => {
        if (!ended) setFound(offer)
      },
      // It is shown without a word about where it is.
      () => undefined,
    )
    return () => {
      ended = true
    }
  }, [offered, kind, present, listed])
  return listed || found?.name !== present ? null : found
}
