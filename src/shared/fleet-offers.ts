import { z } from 'zod'

/** Something that machines of the fleet have, and on how many. */
export const Offer = z.object({
  name: z.string(),
  on: z.number().int(),
  /** machines whose lists are known */
  of: z.number().int(),
})
export type Offer = z.infer<typeof Offer>

/** Kinds of things that servers list. `upscalers` are those of the hires pass, latent modes among them; `scripts` the selectable ones. `controlModels`, `controlModules`: models and preprocessors of ControlNet; `detailerModels`: what ADetailer finds parts with. */
export const OfferKind = z.enum([
  ...(['checkpoints', 'samplers', 'schedulers', 'upscalers', 'vaes', 'loras'] as const),
  ...(['styles', 'scripts', 'embeddings', 'controlModels', 'controlModules', 'detailerModels'] as const),
  'faceRestorers',
])
export type OfferKind = z.infer<typeof OfferKind>

/** What the machines that are meant to work have in common and apart, each thing once, in the order first met. */
export const FleetOffers = z.record(OfferKind, z.array(Offer))
export type FleetOffers = z.infer<typeof FleetOffers>

/** Of a fleet nothing is known of. */
export const NO_OFFERS: FleetOffers = {
  checkpoints: [],
  samplers: [],
  schedulers: [],
  upscalers: [],
  vaes: [],
  loras: [],
  styles: [],
  scripts: [],
  embeddings: [],
  controlModels: [],
  controlModules: [],
  detailerModels: [],
  faceRestorers: [],
}
