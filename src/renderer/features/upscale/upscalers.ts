import type { Offer } from '../../../shared/fleet-offers.ts'
import { isLatent } from '../../../shared/names/on-server.ts'

/** Those that make a picture larger by themselves: latent ones belong to the hires pass, and None leaves it as it is. */
export const upscalersOf = (offered: readonly Offer[]): Offer[] =>
  offered.filter(({ name }) => !isLatent(name) && name !== 'None')

/** The one chosen last if there is one of that name, else the one that most machines have. */
export function firstUpscaler(offered: readonly Offer[], last: string): string {
  if (offered.some(({ name }) => name === last)) return last
  // Plain interpolation makes nothing sharper: models come first.
  const plain = ({ name }: Offer) => (/^(lanczos|nearest)$/i.test(name) ? 1 : 0)
  const [best] = [...offered].sort((a, b) => plain(a) - plain(b) || b.on - a.on)
  return best?.name ?? ''
}
