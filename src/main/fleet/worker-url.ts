import { splitNamedAddress } from '../../shared/named-address.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { TributaryError } from '../core/failure.ts'

/** An address as a person types it, taken apart. Credentials never stay in the URL. */
export interface WorkerAddress {
  /** scheme, host, port and sub-path, no trailing slash */
  readonly url: string
  readonly user: string | null
  readonly password: string | null
  /** what to call it when nobody says: the name before the address, else host, with the port where it is not sdwui's 7860 */
  readonly suggestedName: string
}

const LONGEST = 2000
/** of a host name, and of each part between its dots (RFC 1035); no resolver takes more */
const LONGEST_HOST = 253
const LONGEST_LABEL = 63
/** What URL leaves of a host: a name (others than ASCII as punycode), an IPv4 address, an IPv6 one in brackets. */
const HOST = /^([a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?|\[[0-9a-f:.]+\])$/i

/**
 * Reads `host`, `host:port`, `name:host:port`, `http(s)://user:password@host:port/sub/path`, `name=URL`, IPv6 in brackets. Without a
 * scheme it is http. Throws bad-request in words.
 */
export function normaliseWorkerUrl(text: string): WorkerAddress {
  const { name, address: typed } = splitNamedAddress(text.trim())
  const refuse = (what: Reason, cause?: unknown) =>
    new TributaryError('bad-request', what, reason('server.address.remedy'), {
      ...{ field: 'url' },
      ...(cause === undefined ? {} : { cause }),
    })
  const noAddress = (cause?: unknown) =>
    refuse(reason('server.no-address', { text: withoutCredentials(typed) }), cause)
  if (typed === '') throw refuse(reason('server.address-missing'))
  if (typed.length > LONGEST) throw refuse(reason('server.address-too-long'))
  if (/[\u0000-\u0020\u007f\\]/.test(typed)) throw refuse(reason('server.address-characters'))
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
    throw refuse(reason('server.address-scheme', { scheme }))
  // A URL would read the end of a half-typed address, or of an IPv6 one without brackets, as 0.0.0.1.
  if (name !== null && /^[\d.]+(?::|$)/.test(typed) && !/^(?:\d+\.){3}\d+(?::|$)/.test(typed))
    throw noAddress()
  let url: URL
  try {
    url = new URL(scheme === undefined ? `http://${typed}` : typed)
  } catch (error) {
    throw noAddress(error)
  }
  if (!HOST.test(url.hostname) || url.port === '0') throw noAddress()
  const tooLong = tooLongIn(url.hostname)
  if (tooLong !== null) throw refuse(tooLong)
  // As in a pasted list: a bare host means sdwui's own port; a scheme or a sub-path means somebody set up a web server before it.
  const bareHost = scheme === undefined && url.pathname === '/' && !/:\d+\/?$/.test(typed)
  if (bareHost) url.port = '7860'
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/+$/, '')
  const isUsual = url.port === '' || url.port === '7860'
  return {
    url: `${url.protocol}//${url.host}${path}`,
    user: url.username === '' ? null : decoded(url.username),
    password: url.password === '' ? null : decoded(url.password),
    suggestedName: name ?? (isUsual ? url.hostname.replace(/^\[|\]$/g, '') : url.host),
  }
}

/** What is too long about a host name; null: nothing. As the resolver gets it: letters outside ASCII as punycode. */
function tooLongIn(hostname: string): Reason | null {
  const name = hostname.replace(/\.$/, '')
  if (name.length > LONGEST_HOST)
    return reason('server.host-too-long', { most: LONGEST_HOST, length: name.length })
  const label = name.split('.').find((part) => part.length > LONGEST_LABEL)
  if (label === undefined) return null
  return reason('server.label-too-long', {
    ...{ most: LONGEST_LABEL, label: label.slice(0, 20), length: label.length },
  })
}

const withoutCredentials = (text: string) => text.replace(/\/\/[^/@]*@/, '//').slice(0, 200)

/** URL writes credentials percent-encoded; a bare % in a password is meant as typed. */
const decoded = (text: string) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run)
    } catch {
      // Not UTF-8: meant as typed.
      return run
    }
  })
