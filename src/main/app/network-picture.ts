import type { NetworkKind } from '../../shared/network-details.ts'
import type { Fleet } from '../fleet/fleet.ts'

/** Machines that are asked for one picture, one after the other, until one has it. */
const MOST_ASKED = 3

/** The picture that one of the machines meant to work has of a LoRA or an embedding; null: none of those asked. */
export async function networkPicture(
  fleet: Pick<Fleet, 'workers' | 'networkPicture'>,
  kind: NetworkKind,
  name: string,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const having = fleet
    .workers()
    .filter(({ lane, available }) => lane !== 'off' && available)
    .filter(({ capabilities }) => capabilities?.[kind]?.includes(name) === true)
    .sort((a, b) => a.order - b.order)
  for (const { id } of having.slice(0, MOST_ASKED)) {
    // One that does not answer is passed over: another may have it.
    const bytes = await fleet.networkPicture(id, kind, name, signal).catch(() => null)
    if (bytes !== null) return bytes
  }
  return null
}
