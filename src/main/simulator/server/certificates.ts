import { generate } from 'selfsigned'

/** What certificate an instance shows; false: plain http. */
export type TlsChoice =
  | false
  | 'self-signed'
  | 'expired'
  | 'wrong-host'
  | { readonly key: string; readonly cert: string }

/** PEM texts. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

const DAY_MS = 86_400_000
const LOOPBACK = [
  { type: 2 as const, value: 'localhost' },
  { type: 7 as const, ip: '127.0.0.1' },
  { type: 7 as const, ip: '::1' },
]
const ELSEWHERE = [{ type: 2 as const, value: 'elsewhere.example' }]

/** Makes a new certificate of the wanted sort (elliptic curve: takes milliseconds). Null for plain http. */
export async function certificateFor(choice: TlsChoice): Promise<Certificate | null> {
  if (choice === false) return null
  if (typeof choice === 'object') return choice
  const now = Date.now()
  const [from, to] =
    choice === 'expired' ? [now - 90 * DAY_MS, now - 30 * DAY_MS] : [now - DAY_MS, now + 365 * DAY_MS]
  const name = choice === 'wrong-host' ? 'elsewhere.example' : 'localhost'
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(to),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: choice === 'wrong-host' ? ELSEWHERE : LOOPBACK },
    ],
  })
  return { key: made.private, cert: made.cert }
}
