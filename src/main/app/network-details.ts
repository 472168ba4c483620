import type { NetworkDetails, NetworkKind } from '../../shared/network-details.ts'
import { readLoraMetadata } from '../core/prompt/lora-metadata.ts'
import type { Fleet } from '../fleet/fleet.ts'

/** Machines that are asked for the metadata of one LoRA, one after the other, until one tells. */
const MOST_ASKED = 3

/** What the machines that are meant to work tell of a LoRA or an embedding. Who does not answer is passed over. */
export async function networkDetails(
  fleet: Pick<Fleet, 'workers' | 'loraMetadata'>,
  { kind, name }: { readonly kind: NetworkKind; readonly name: string },
  signal: AbortSignal,
): Promise<NetworkDetails> {
  const having = fleet
    .workers()
    .filter(({ lane, capabilities }) => lane !== 'off' && capabilities?.[kind]?.includes(name) === true)
    .sort((a, b) => a.order - b.order)
  const machines = having.map((worker) => worker.name)
  if (kind === 'loras') {
    for (const { id } of having.filter(({ available }) => available).slice(0, MOST_ASKED)) {
      const told = readLoraMetadata(await fleet.loraMetadata(id, name, signal).catch(() => null))
      if (told.words.length > 0 || told.trigger !== null || told.base !== null) return { machines, ...told }
    }
  }
  return { machines, ...readLoraMetadata(null) }
}
