import type { NetworkDetails, NetworkKind } from '../../../../shared/network-details.ts'
import { call } from '../../../state/call.ts'

/** LoRAs and embeddings that are remembered: nobody looks through more of them in one sitting. */
const MOST_REMEMBERED = 200

const told = new Map<string, NetworkDetails>()

/** What machines tell of a LoRA or an embedding, each asked about once. Rejects as the call does. */
export async function networkTold(kind: NetworkKind, name: string): Promise<NetworkDetails> {
  const key = `${kind} ${name}`
  const known = told.get(key)
  if (known !== undefined) return known
  const details = await call('networkDetails', { kind, name })
  // What nobody tells now may be told by a machine that is back.
  if (details.machines.length > 0) {
    if (told.size >= MOST_REMEMBERED) told.clear()
    told.set(key, details)
  }
  return details
}
