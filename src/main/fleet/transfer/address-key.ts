/** Names and addresses by which a machine calls itself. */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * What two addresses of the same server have in common: host, port and sub-path, the scheme left aside, every way to say "this machine"
 * made one. `own`: further hosts that are this machine, as they stand in a URL (lower case, IPv6 in brackets).
 */
export function addressKey(url: string, own: ReadonlySet<string> = new Set()): string {
  if (!URL.canParse(url)) return url
  const { protocol, hostname, port, pathname } = new URL(url)
  const host = hostname.replace(/\.$/, '')
  const self = LOOPBACK.test(host) || own.has(host)
  return `${self ? 'this-machine' : host}:${port || (protocol === 'https:' ? 443 : 80)}${pathname.replace(/\/+$/, '')}`
}
