import { isIP } from 'node:net'
import tls from 'node:tls'

export interface SeenCertificate {
  /** SHA-256, upper-case hex pairs joined by ':' */
  readonly fingerprint: string
  readonly subject: string
  readonly issuer: string
  readonly validTo: string
  /** it names the host it was shown by */
  readonly forThisHost: boolean
}

/** The certificate a server shows, whoever signed it. Null: no TLS there within `timeoutMs`. `host`: IPv6 may stand in brackets. */
export function peekCertificate(
  host: string,
  port: number,
  timeoutMs: number,
): Promise<SeenCertificate | null> {
  return new Promise((resolve) => {
    const bare = host.replace(/^\[|\]$/g, '')
    const socket = tls.connect({
      ...{ host: bare, port, rejectUnauthorized: false },
      ...(isIP(bare) === 0 ? { servername: bare } : {}),
    })
    const done = (value: SeenCertificate | null) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(value)
    }
    const timer = setTimeout(() => done(null), timeoutMs)
    // An error after the answer says nothing more.
    socket.on('error', () => done(null))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate()
      done({
        fingerprint: certificate.fingerprint256,
        subject: nameIn(certificate.subject),
        issuer: nameIn(certificate.issuer),
        validTo: certificate.valid_to,
        forThisHost: tls.checkServerIdentity(bare, certificate) === undefined,
      })
    })
  })
}

const LONGEST_NAME = 200
/** What a certificate calls a party: whatever a stranger wrote there, so it is bounded. */
function nameIn(party: tls.PeerCertificate['subject'] | undefined): string {
  const name = [party?.CN ?? party?.O ?? 'unknown'].flat().join(', ')
  return name.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, LONGEST_NAME)
}
