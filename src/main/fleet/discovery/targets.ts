import type { NetworkInterfaceInfo } from 'node:os'

/** sdwui takes 7860, and the next free one up to 7869 when that is taken. */
const PORTS: readonly number[] = Array.from({ length: 10 }, (_, index) => 7860 + index)
/** Machines looked at in one go: four subnets of /24. */
export const MOST_HOSTS = 1016
/** No larger part of a network than this is looked at. */
const WIDEST_PREFIX = 24

export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** A place to look at: the first of `hosts` (as in a URL) that answers on the port counts. */
export interface Target {
  readonly hosts: readonly string[]
  readonly port: number
}

export const machineTargets = (): Target[] => PORTS.map((port) => ({ hosts: ['127.0.0.1', '[::1]'], port }))

/**
 * The neighbours of this machine: at most a /24 around each private IPv4 address of its own (RFC 1918), without itself. The usual port of every
 * machine comes first, so that what is likely is found soon.
 */
export function networkTargets(interfaces: Interfaces): Target[] {
  const own = ownAddresses(interfaces)
  const hosts = new Set<number>()
  for (const { address, netmask } of privateAddresses(interfaces)) {
    const prefix = Math.max(WIDEST_PREFIX, prefixOf(netmask))
    const size = 2 ** (32 - prefix)
    const start = Math.floor(numberOf(address) / size) * size
    // A point-to-point link (/31, /32) has no network and broadcast address.
    const edge = prefix >= 31 ? 0 : 1
    for (let host = start + edge; host < start + size - edge && hosts.size < MOST_HOSTS; host++)
      if (!own.has(textOf(host))) hosts.add(host)
  }
  return PORTS.flatMap((port) => [...hosts].map((host) => ({ hosts: [textOf(host)], port })))
}

/** Every address of this machine as it stands in a URL. */
export function ownAddresses(interfaces: Interfaces): Set<string> {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? [])
  return new Set(
    all.map(({ family, address }) => (family === 'IPv4' ? address : `[${address.toLowerCase()}]`)),
  )
}

const privateAddresses = (interfaces: Interfaces) =>
  Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isPrivate(address))

const isPrivate = (address: string) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)

const numberOf = (address: string) =>
  address.split('.').reduce((sum, part) => sum * 256 + (Number(part) & 255), 0)

const textOf = (address: number) =>
  [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.')

const prefixOf = (netmask: string) => Math.clz32(~numberOf(netmask))
