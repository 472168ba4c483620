import type { FailureKind } from '../../failure.ts'

/** What dispatch does about a failed request, besides putting the missing images back. */
export interface Decision {
  /** tell the registry that the worker is gone (it probes and brings it back) */
  readonly workerLost: boolean
  /** the server may still compute the lost request: ask before sending new work */
  readonly mayStillRun: boolean
  /**
   * counts towards the circuit breaker. 'outage': once for all connections that break together. 'in-a-row': only until the next whole answer,
   * and not where a limit on the time of requests explains it
   */
  readonly counts: boolean | 'outage' | 'in-a-row'
  /**
   * what it means for the worker in this job. 'keeps': nothing; 'turned-away': left out when it does so again and again; 'lists': left out until its lists are read again; 'memory': smaller
   * batches; 'refusal': the images are to be tried elsewhere; 'nobody': no worker can make them, and the job ends
   */
  readonly worker: 'keeps' | 'turned-away' | 'lists' | 'memory' | 'refusal' | 'nobody'
}

const lost = (extra: Partial<Decision> = {}): Decision => ({
  workerLost: true,
  mayStillRun: false,
  counts: false,
  worker: 'keeps',
  ...extra,
})
const stays = (extra: Partial<Decision> = {}): Decision => ({ ...lost(extra), workerLost: false, ...extra })

/** One row per kind of failure (docs/scheduling.md, "Failure rules"). */
const RULES: Readonly<Record<FailureKind, Decision>> = {
  unreachable: lost(),
  dns: lost(),
  tls: lost(),
  'tls-changed': lost(),
  gateway: lost({ mayStillRun: true, counts: 'in-a-row' }),
  timeout: lost({ mayStillRun: true, counts: 'in-a-row' }),
  'connection-reset': lost({ mayStillRun: true, counts: 'outage' }),
  auth: lost(),
  'sign-in-page': lost(),
  'not-ready': lost(),
  'no-api': lost({ counts: 'in-a-row', worker: 'turned-away' }),
  'not-sdwui': lost({ counts: 'in-a-row', worker: 'turned-away' }),
  'rate-limited': lost({ worker: 'turned-away' }),
  hung: lost({ mayStillRun: true, counts: true }),
  'cut-short': stays({ counts: true, mayStillRun: true }),
  'invalid-answer': stays({ counts: true }),
  'too-large': stays({ counts: true }),
  validation: stays({ worker: 'refusal' }),
  'server-error': stays({ worker: 'refusal', counts: true }),
  'out-of-memory': stays({ worker: 'memory' }),
  'unknown-sampler': stays({ worker: 'lists' }),
  substituted: stays({ worker: 'lists' }),
  aborted: stays(),
  'input-missing': stays({ worker: 'nobody' }),
}

/** A server that says so is at somebody else's work, which ends. */
const BUSY = 503

/** `status`: of the answer that told it, where one came. */
export const onFailure = (kind: FailureKind, status: number | null = null): Decision =>
  kind === 'rate-limited' && status === BUSY ? lost() : RULES[kind]

/** Failures by which a connection shows that it is gone. */
const CONNECTION_GONE: ReadonlySet<FailureKind> = new Set([
  'unreachable',
  'dns',
  'gateway',
  'timeout',
  'connection-reset',
  'cut-short',
])

/**
 * As `onFailure`, for a request that was on its way while this machine slept; null: no other rule. Its connection did not outlive the
 * sleep, which is no fault of the server: it is asked for the task, and only its answer to that tells how it is.
 */
export const onFailureAfterSleep = (kind: FailureKind): Decision | null =>
  CONNECTION_GONE.has(kind) ? stays({ mayStillRun: true }) : null
