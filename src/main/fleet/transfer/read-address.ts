import { isIPv4, isIPv6 } from 'node:net'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { TributaryError } from '../../core/failure.ts'
import { normaliseWorkerUrl } from '../worker-url.ts'
import { visibleLine } from './names.ts'
import type { Refused, StatedWorker } from './stated-worker.ts'

/** Where sdwui listens unless it is told otherwise. */
export const DEFAULT_PORT = 7860

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i
const NAMED_URL = /^([^=:/?#@[\]]+)[=:]([a-z][a-z0-9+.-]*:\/\/.*)$/i

/**
 * One address as people write it: a URL, `host`, `host:port`, `name:host:port`, `name=URL`, `name:URL`, `user:password@host:port`, IPv6 bare
 * or in brackets. Without a port it is sdwui's 7860, but for a URL with its scheme and for a host with a sub-path. Never throws.
 */
export function readAddress(token: string): StatedWorker | Refused {
  const named = NAMED_URL.exec(token)
  const [name, rest] = named === null ? [null, token] : [named[1] ?? null, named[2] ?? '']
  if (SCHEME.test(rest)) return readUrl(rest, name, token)
  if (rest.includes('@')) return readUrl(`http://${withPort(rest)}`, name, token)
  return readHostAndPort(rest)
}

function readUrl(text: string, name: string | null, token: string): StatedWorker | Refused {
  const [scheme = '', authority = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(text)?.slice(1) ?? []
  if (!/^https?$/i.test(scheme))
    return refuse(token, reason('transfer.scheme', { scheme: scheme.slice(0, 20).toLowerCase() }))
  const [, host = '', port] =
    /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority.slice(authority.lastIndexOf('@') + 1)) ?? []
  const problem = hostProblem(host) ?? (port === undefined || port === '' ? null : portProblem(port))
  if (problem !== null) return refuse(token, problem)
  return stated(text, name, token)
}

function readHostAndPort(token: string): StatedWorker | Refused {
  const slash = token.indexOf('/')
  const [head, path] = slash < 0 ? [token, ''] : [token.slice(0, slash), token.slice(slash)]
  const parts = partsOf(head)
  if (parts === null) return refuse(token, reason('transfer.too-many-colons'))
  const { name, host, port } = parts
  const problem = hostProblem(host) ?? (port === null ? null : portProblem(port))
  if (problem !== null) return refuse(token, problem)
  if (name === '') return refuse(token, reason('transfer.no-name'))
  const ending = port === null ? (path === '' ? `:${DEFAULT_PORT}` : '') : `:${port}`
  return stated(`http://${host}${ending}${path}`, name, token)
}

interface Parts {
  readonly name: string | null
  readonly host: string
  readonly port: string | null
}

function partsOf(head: string): Parts | null {
  const bracketed = /^(?:([^[\]]*):)?(\[[^[\]]*\])(?::([^:]*))?$/.exec(head)
  if (bracketed !== null)
    return { name: bracketed[1] ?? null, host: bracketed[2] ?? '', port: bracketed[3] ?? null }
  if (isIPv6(head)) return { name: null, host: `[${head}]`, port: null }
  const [first = '', second, third, ...more] = head.split(':')
  if (more.length > 0) return null
  if (second === undefined) return { name: null, host: first, port: null }
  return third === undefined
    ? { name: null, host: first, port: second }
    : { name: first, host: second, port: third }
}

/** Why this is no host; null when it may be one. `host` as it stands in a URL. */
function hostProblem(host: string): Reason | null {
  if (host === '') return reason('transfer.no-host')
  if (host.startsWith('[')) {
    const inner = host.slice(1, -1)
    if (inner.includes('%')) return reason('transfer.ipv6-zone')
    return isIPv6(inner) ? null : reason('transfer.no-ipv6')
  }
  if (host.length > 253) return reason('transfer.host-too-long')
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(host) || host.includes('..'))
    return reason('transfer.no-host-name')
  // A URL would read 7860 as the address 0.0.30.180, and 1.2 as 1.0.0.2.
  const last = host.replace(/\.$/, '').split('.').at(-1) ?? ''
  if (/^(\d+|0x[0-9a-f]*)$/i.test(last) && !isIPv4(host)) return reason('transfer.part-of-ipv4')
  return null
}

/** Why this is no port; null when it is one. */
function portProblem(port: string): Reason | null {
  if (!/^\d+$/.test(port)) return reason('transfer.no-port')
  const number = Number(port)
  return number >= 1 && number <= 65_535 ? null : reason('transfer.port-range', { port: port.slice(0, 10) })
}

function stated(text: string, name: string | null, token: string): StatedWorker | Refused {
  try {
    const { url, user, password, suggestedName } = normaliseWorkerUrl(text)
    const reachable = withoutEveryAddress(url)
    return {
      states: 'worker',
      name,
      suggestedName: reachable === url ? suggestedName : 'this machine',
      url: reachable,
      ...(user === null ? {} : { user }),
      ...(password === null ? {} : { password }),
      benchmark: null,
      remarks: reachable === url ? [] : [reason('transfer.every-address')],
    }
  } catch (error) {
    if (!(error instanceof TributaryError)) throw error
    // Its message may quote the text, and a password with a slash in it would pass for a host.
    return refuse(token, reason('transfer.not-an-address'))
  }
}

/** sdwui prints 0.0.0.0 when it listens on every address; nobody can connect to that everywhere. */
const withoutEveryAddress = (url: string) =>
  url.replace(/^(https?:\/\/)(0\.0\.0\.0|\[::\])(?=[:/]|$)/, '$1127.0.0.1')

function withPort(text: string): string {
  const host = text.slice(text.lastIndexOf('@') + 1).replace(/^\[[^\]]*\]/, '')
  return /[:/]/.test(host) ? text : `${text}:${DEFAULT_PORT}`
}

function refuse(token: string, why: Reason): Refused {
  return { states: 'nothing', name: '', shown: withoutCredentials(token), reason: why }
}

/** What of a text may be shown: nothing before an @, nor what stands where a password would. */
function withoutCredentials(text: string): string {
  const at = text.lastIndexOf('@')
  if (at >= 0) return visibleLine(`…@${text.slice(at + 1)}`, 120)
  const cut = /^(.{0,200}?:\/\/[^/:]{0,200}:)(?!\d{1,5}([/?#]|$))/.exec(text)
  return visibleLine(cut === null ? text : `${cut[1]}…`, 120)
}
