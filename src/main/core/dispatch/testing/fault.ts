import type { BatchRequest } from '../../generation.ts'

/** What a simulated server does with one request instead of answering it well. */
export type Fault =
  /** rejects with that kind of failure; `afterShare`: 0..1 of its compute, 0 at once */
  | { type: 'fail'; kind: FaultKind; words?: string; afterShare?: number }
  /** the connection breaks after `afterShare` of its compute, but the server computes on */
  | { type: 'lost'; afterShare: number }
  /** something between ends every request at that age with a gateway's status; the server computes on */
  | { type: 'cut-at'; seconds: number; kind?: 'gateway' | 'connection-reset' }
  /** stands still for so many seconds before it computes; Infinity: for ever */
  | { type: 'hang'; seconds: number }
  /** computes it whole and never answers, with the connection open */
  | { type: 'no-answer' }
  /** computes that share of it and then stands still for ever */
  | { type: 'stall'; afterShare: number }
  /** the cable is cut for so many seconds: neither an answer nor a sign of life comes, and nothing breaks */
  | { type: 'dark'; seconds: number }
  /** the answer breaks off after so many images */
  | { type: 'cut-short'; images: number }
  /** a whole answer with so many images only */
  | { type: 'fewer'; images: number }
  /** a grid before the images */
  | { type: 'grid-first' }
  /** control images after them */
  | { type: 'extras'; count: number }
  | { type: 'other-sampler'; sampler: string }
  | { type: 'other-checkpoint'; checkpoint: string }
  /** every picture is labelled with the seed of the first */
  | { type: 'same-seed-label' }
  /** makes, and labels, seeds that count up from another one than asked */
  | { type: 'other-seeds'; first: number }
  /** every picture is black */
  | { type: 'one-colour' }
  /** takes so many times as long */
  | { type: 'slow'; times: number }

export type FaultKind =
  | 'unreachable'
  | 'dns'
  | 'connection-reset'
  | 'timeout'
  | 'tls'
  | 'tls-changed'
  | 'gateway'
  | 'auth'
  | 'not-ready'
  | 'no-api'
  | 'not-sdwui'
  | 'rate-limited'
  | 'validation'
  | 'unknown-sampler'
  | 'out-of-memory'
  | 'server-error'
  | 'invalid-answer'
  | 'too-large'

/** Asked once per request; `nth` counts this worker's requests from 0. Null: all is well. */
export type FaultScript = (request: BatchRequest, nth: number) => Fault | null
