import type { NetworkDetails } from '../../../../../shared/network-details.ts'

/** A change of a text: what stands from `from` to `to` is replaced. */
interface Change {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/**
 * What becomes of a LoRA that was just completed once a machine tells how its owner uses it: its weight, and its words behind it, as
 * AUTOMATIC1111's own cards write them. null: nothing is told, or the tag does not stand there as it was completed, just once.
 */
export function asItsOwnerUses(prompt: string, name: string, own: NetworkDetails['own']): Change | null {
  const written = `<lora:${name}:1>`
  const from = prompt.indexOf(written)
  if (from < 0 || prompt.indexOf(written, from + 1) >= 0) return null
  const to = from + written.length
  const { weight, activation } = own
  const words = activation === null || prompt.includes(activation) ? '' : ` ${activation}`
  const insert = `<lora:${name}:${weight ?? 1}>${words}`
  return insert === written ? null : { from, to, insert }
}
