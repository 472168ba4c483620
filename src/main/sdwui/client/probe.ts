import type { Problem } from '../../../shared/problem.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { ProbeReport } from '../../../shared/worker.ts'
import { problemOf, WorkerFailure } from '../../core/failure.ts'
import { hasRoute } from '../protocol/server-facts.ts'
import { SERVER_FACTS } from '../protocol/server-kinds.ts'
import { readCapabilities } from './capabilities.ts'
import { readDevice } from './device-name.ts'
import { OTHER_NAME } from './failure-of.ts'
import type { HttpOptions, WorkerHttp } from './http.ts'
import { peekCertificate } from './peek-certificate.ts'

const PEEK_MS = 4_000

/** What an address turns out to be: kind, version, checkpoint, round trip and, where that is wished, GPU; or what is wrong and what to do. */
export async function probeServer(
  http: WorkerHttp,
  options: Pick<HttpOptions, 'baseUrl'>,
  signal: AbortSignal,
  wish?: 'with-device',
): Promise<ProbeReport> {
  const report: ProbeReport = {
    ok: false,
    url: options.baseUrl,
    roundTripMs: null,
    kind: null,
    version: null,
    checkpoint: null,
    proxy: http.proxy?.host ?? null,
    needsPassword: false,
    certificate: null,
    problem: null,
  }
  try {
    // The first call opens the connection; the second one is the round trip.
    const found = await readCapabilities(http, signal, null)
    const began = performance.now()
    const path = hasRoute(SERVER_FACTS[found.kind], '/sdapi/v1/progress')
      ? 'progress?skip_current_image=true'
      : 'options'
    await http.get(`/sdapi/v1/${path}`, signal).catch((error: unknown) => {
      // Not every server has it; then the round trip stays a little too high.
      if (!(error instanceof WorkerFailure)) throw error
    })
    const roundTripMs = Math.round(performance.now() - began)
    return {
      ...report,
      ok: true,
      roundTripMs,
      kind: found.kind,
      version: found.version,
      checkpoint: found.loadedCheckpoint,
      ...(wish === undefined ? {} : { device: await readDevice(http, SERVER_FACTS[found.kind], signal) }),
    }
  } catch (error) {
    const problem = problemOf(error)
    const url = new URL(options.baseUrl)
    const seen =
      problem.kind.startsWith('tls') && url.protocol === 'https:'
        ? await peekCertificate(url.hostname, Number(url.port || 443), PEEK_MS)
        : null
    if (seen === null) return { ...report, needsPassword: problem.kind === 'auth', problem }
    const { forThisHost, ...certificate } = seen
    return {
      ...report,
      certificate,
      problem: forThisHost ? problem : withOtherName(problem, certificate.subject, url.hostname),
    }
  }
}

/** A check of a certificate ends with the first thing that is wrong; that it names another host must be known before it is trusted. */
function withOtherName(problem: Problem, subject: string, host: string): Problem {
  const { kind, message } = problem
  const known = kind === 'tls-changed' || (typeof message !== 'string' && message.kind === OTHER_NAME)
  return known
    ? problem
    : { ...problem, message: reason('server.made-out-to', { what: message, subject, host }) }
}
