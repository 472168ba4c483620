import { splitNamedAddress } from '../../shared/named-address.ts'
import { freeName } from './board-rules.ts'
import type { WorkerAddress } from './worker-url.ts'

/**
 * What a new machine could be called: as its address was named, else the first part of its host name, else its GPU, else host and port.
 * `device`: the GPU, null where it is not known. Unique among `taken`: "render-03 2".
 */
export function suggestedName(
  typed: string,
  { url, suggestedName: address }: WorkerAddress,
  device: string | null,
  taken: readonly string[],
): string {
  const { name } = splitNamedAddress(typed.trim())
  return freeName(name ?? hostLabel(url) ?? device ?? address, taken)
}

/** Null: the address is a number, or names the computer it is typed on. */
function hostLabel(url: string): string | null {
  const { hostname } = new URL(url)
  const [label = ''] = hostname.split('.', 1)
  const tellsNothing =
    /^[\d.]+$/.test(hostname) || hostname.startsWith('[') || /^(xn--.*|localhost|)$/i.test(label)
  return tellsNothing ? null : label
}
