import { type FleetOffers, NO_OFFERS, type Offer, OfferKind } from '../../shared/fleet-offers.ts'
import type { Machine } from '../core/offers/fleet-offers.ts'
import { offersOfKind, sourcesOf } from '../core/offers/of-kind.ts'
import type { Steps } from '../core/offers/steps.ts'

/** What the fleet offers, kept up to date. */
export interface OffersWatch {
  /** as worked out last */
  readonly current: FleetOffers
  /** The fleet may have changed: what depends on it is worked out a moment later, and announced. */
  look(): void
  stop(): void
}

export interface OffersWatchOptions {
  readonly machines: () => readonly Machine[]
  readonly announce: (changed: { kind: OfferKind; offers: Offer[] }) => void
  /** runs work in steps without taking the thread for long */
  readonly run: (steps: Steps<Offer[]>) => Promise<Offer[]>
  /** calls `fn` a moment later, when the changes that come together have come; returns what takes it back */
  readonly soon: (fn: () => void) => () => void
  readonly report: (error: unknown) => void
}

/** Works out what the fleet offers once for each change of the lists it is made of, kind by kind. */
export function watchOffers({ machines, announce, run, soon, report }: OffersWatchOptions): OffersWatch {
  let current = NO_OFFERS
  const sources = new Map<OfferKind, readonly unknown[]>()
  let due: (() => void) | null = null
  let running = false
  let stopped = false

  const work = async () => {
    for (const kind of OfferKind.options) {
      const now = machines()
      const from = sourcesOf(now, kind)
      if (isSame(from, sources.get(kind) ?? [])) continue
      const offers = await run(offersOfKind(now, kind))
      if (stopped) return
      sources.set(kind, from)
      current = { ...current, [kind]: offers }
      announce({ kind, offers })
    }
  }
  const look = () => {
    if (due !== null || stopped) return
    due = soon(() => {
      due = null
      // What changes meanwhile is looked at once more behind it.
      if (running) return look()
      running = true
      work()
        .catch(report)
        .finally(() => {
          running = false
        })
    })
  }
  return {
    get current() {
      return current
    },
    look,
    stop() {
      stopped = true
      due?.()
    },
  }
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, at) => each === b[at])
