import { plainText } from '../../shared/words/catalogue.ts'
import type { ProbeReport, TlsPolicy } from '../../shared/worker.ts'

const FINGERPRINT = Array.from({ length: 32 }, (_, index) =>
  ((index * 37 + 90) % 256).toString(16).toUpperCase().padStart(2, '0'),
).join(':')

/** What a look at an address finds, by what the address says: `closed`, `secret`, https, anything else. */
export async function probeScript(
  url: string,
  tls: TlsPolicy,
  password: string | null,
): Promise<ProbeReport> {
  await new Promise((resolve) => setTimeout(resolve, 350))
  const found: ProbeReport = {
    ok: true,
    url,
    roundTripMs: 11.6,
    kind: 'a1111',
    version: 'v1.10.1',
    checkpoint: 'dreamshaper_8',
    device: 'RTX 3060',
    suggestedName: 'RTX 3060',
    proxy: url.includes('proxied') ? 'gate:3128' : null,
    needsPassword: false,
    certificate: null,
    problem: null,
  }
  const nothing = { ...found, ok: false, roundTripMs: null, kind: null, version: null, checkpoint: null }
  if (url.includes('closed')) {
    return {
      ...nothing,
      problem: {
        kind: 'unreachable',
        message: plainText('Connection refused.'),
        remedy: plainText('Start the server with --api, and with --listen where it is another computer.'),
        field: null,
      },
    }
  }
  if (url.includes('secret') && password === null) {
    return {
      ...nothing,
      needsPassword: true,
      problem: {
        kind: 'auth',
        message: plainText('It asks for a user name and a password.'),
        remedy: plainText('Fill in what its --api-auth says.'),
        field: null,
      },
    }
  }
  if (
    url.startsWith('https:') &&
    (tls.kind === 'verify' || (tls.kind === 'pinned' && tls.fingerprint !== FINGERPRINT))
  ) {
    return {
      ...nothing,
      certificate: {
        fingerprint: FINGERPRINT,
        subject: 'CN=fake.local',
        issuer: 'CN=fake.local',
        validTo: '12 Mar 2035',
      },
      problem:
        tls.kind === 'pinned'
          ? {
              kind: 'tls-changed',
              message: plainText('Its certificate is not the one you trusted.'),
              remedy: plainText('Ask whoever runs it whether it was renewed.'),
              field: null,
            }
          : {
              kind: 'tls',
              message: plainText('Its certificate is self-signed.'),
              remedy: plainText('Compare the fingerprint with what the machine itself shows, then trust it.'),
              field: null,
            },
    }
  }
  return found
}
