import { BlockList, isIP } from 'node:net'
import { reason } from '../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../core/failure.ts'
import { isLoopback } from './loopback.ts'

export interface NamedProxy {
  /** as the environment gives it, credentials included */
  readonly url: string
  /** host and port, for words a person reads */
  readonly host: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The proxy the environment names for a worker's address; null: it is asked directly. As curl reads it: HTTP_PROXY or HTTPS_PROXY by
 * the scheme, small letters first, but for what NO_PROXY lists. What cannot lie behind a proxy, this machine and addresses and names
 * of the local link, never goes through one (docs/decisions/0021-proxies-as-curl-reads-them.md).
 */
export function proxyFor(address: string, env: Environment): NamedProxy | null {
  const target = new URL(address)
  const host = bare(target.hostname)
  if (isLoopback(host) || isLinkLocal(host)) return null
  const variable = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy'
  const named = read(env, variable)
  if (named === null || excepted(host, portOf(target), read(env, 'no_proxy') ?? '')) return null
  // A bare host and port means http, as everywhere.
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(named) ? named : `http://${named}`)
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null
  return { url: url.href, host: url.host }
}

/** Set and not empty: an empty one switches the proxy off. */
function read(env: Environment, name: string): string | null {
  const value = (env[name] ?? env[name.toUpperCase()] ?? '').trim()
  return value === '' ? null : value
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase()
const portOf = ({ port, protocol }: URL) => Number(port || (protocol === 'https:' ? 443 : 80))
const family = (host: string) => (isIP(host) === 6 ? 'ipv6' : 'ipv4')

const LINK_LOCAL = new BlockList()
LINK_LOCAL.addSubnet('169.254.0.0', 16, 'ipv4')
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6')

/** Addresses of one cable, and the names that are known only there (mDNS). */
const isLinkLocal = (host: string) =>
  isIP(host) === 0 ? host.endsWith('.local') : LINK_LOCAL.check(host, family(host))

/** NO_PROXY: names (those below them too, with or without a leading dot or "*."), addresses, CIDR ranges, each with a port or not; "*": all. */
function excepted(host: string, port: number, list: string): boolean {
  return list.split(/[\s,]+/).some((entry) => entry !== '' && matches(host, port, entry.toLowerCase()))
}

function matches(host: string, port: number, entry: string): boolean {
  if (entry === '*') return true
  const [, ip, bits] = /^\[?([0-9a-f:.]+)\]?\/(\d{1,3})$/.exec(entry) ?? []
  if (ip !== undefined) return isIP(host) !== 0 && inSubnet(host, ip, Number(bits))
  const withPort = isIP(entry) === 6 ? null : /^(.*):(\d{1,5})$/.exec(entry)
  if (withPort !== null && Number(withPort[2]) !== port) return false
  const name = bare(withPort?.[1] ?? entry).replace(/^\*?\./, '')
  return name !== '' && (host === name || (isIP(host) === 0 && host.endsWith(`.${name}`)))
}

function inSubnet(host: string, ip: string, bits: number): boolean {
  if (isIP(ip) === 0 || bits > (isIP(ip) === 6 ? 128 : 32)) return false
  const range = new BlockList()
  range.addSubnet(ip, bits, family(ip))
  return range.check(host, family(host))
}

const PERHAPS_THE_PROXY: ReadonlySet<WorkerFailure['kind']> = new Set([
  'unreachable',
  'dns',
  'timeout',
  'connection-reset',
  'gateway',
  'not-sdwui',
])

/** The same failure, with the proxy named where it may be the cause, and how to do without it. `host`: name or address of the worker. */
export function throughProxy(failure: WorkerFailure, proxy: NamedProxy | null, host: string): WorkerFailure {
  if (proxy === null || !PERHAPS_THE_PROXY.has(failure.kind)) return failure
  const { kind, what, remedy } = failure
  return new WorkerFailure(
    kind,
    reason('server.through-proxy', { what, proxy: proxy.host }),
    remedy === null
      ? reason('server.around-proxy', { host })
      : reason('server.around-proxy-or', { host, remedy }),
    {
      ...(failure.status === null ? {} : { status: failure.status }),
      ...(failure.retryAfterSeconds === null ? {} : { retryAfterSeconds: failure.retryAfterSeconds }),
      cause: failure,
    },
  )
}
