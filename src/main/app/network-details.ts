import type { NetworkDetails, NetworkKind } from '../../shared/network-details.ts'
import { readLoraMetadata } from '../core/prompt/lora-metadata.ts'
import type { Fleet } from '../fleet/fleet.ts'

/** Machines that are asked for the metadata of one LoRA, one after the other, until one tells how its owner uses it. */
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
  let told: Told | null = null
  if (kind === 'loras') {
    for (const { id } of having.filter(({ available }) => available).slice(0, MOST_ASKED)) {
      const one = readLoraMetadata(await fleet.loraMetadata(id, name, signal).catch(() => null))
      // Its owner wrote beside it on one machine, perhaps.
      if (told === null && tellsOfFile(one)) told = one
      if (isNoted(one)) return { machines, ...(told ?? one), own: one.own }
    }
  }
  return { machines, ...(told ?? readLoraMetadata(null)) }
}

type Told = ReturnType<typeof readLoraMetadata>
const tellsOfFile = ({ words, trigger, base }: Told) => words.length > 0 || trigger !== null || base !== null
const isNoted = ({ own }: Told) => Object.values(own).some((each) => each !== null)
