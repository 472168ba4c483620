/** When a fault begins. Seconds of fleet time and images are counted from the start of the instance. */
export type FaultStart =
  | { readonly at: 'start' }
  | { readonly at: 'seconds'; readonly seconds: number }
  | { readonly at: 'images'; readonly images: number }

/** HTTP statuses that can be had as a fault. */
export const FAULT_STATUSES = [400, 401, 403, 404, 422, 429, 500, 502, 503, 504] as const
export type FaultStatus = (typeof FAULT_STATUSES)[number]

/** Ways to spoil the body of an answer. */
export const SPOILS = ['reset', 'truncated', 'invalid', 'oversized'] as const
export type Spoil = (typeof SPOILS)[number]

/** What goes wrong. `seconds` and `times` are Infinity for "for ever" and "always". */
export type FaultEffect =
  /** the port is closed */
  | { readonly type: 'refuse'; readonly seconds: number }
  /** one generation stands still while everything else is answered */
  | { readonly type: 'hang'; readonly seconds: number }
  /** connections are accepted, nothing at all is answered */
  | { readonly type: 'freeze'; readonly seconds: number }
  /** every connection is reset and the port closed; Infinity: it never comes back */
  | { readonly type: 'die'; readonly backAfterSeconds: number }
  /** the API answers 404, as while sdwui starts */
  | { readonly type: 'not-ready'; readonly seconds: number }
  /** everything takes so many times as long */
  | { readonly type: 'slow'; readonly factor: number }
  /** generation answers carry that status instead of images */
  | { readonly type: 'status'; readonly status: FaultStatus; readonly times: number }
  | { readonly type: 'unknown-sampler'; readonly times: number }
  | { readonly type: 'out-of-memory'; readonly times: number }
  | { readonly type: 'spoil'; readonly how: Spoil; readonly times: number }
  /** the connection is reset after so many whole images of an answer */
  | { readonly type: 'cut-after'; readonly images: number }
  /** so many images are missing from each answer */
  | { readonly type: 'fewer'; readonly images: number }
  /** so many control images follow those of each answer */
  | { readonly type: 'extra'; readonly images: number }
  /** a grid comes first */
  | { readonly type: 'grid' }
  /** the first so many places of each answer hold null and "" in turn */
  | { readonly type: 'empty'; readonly images: number }
  /** the first so many images of each answer are files that end early */
  | { readonly type: 'damaged'; readonly images: number }
  | { readonly type: 'other-sampler'; readonly name: string | null }
  | { readonly type: 'other-checkpoint'; readonly name: string | null }
  /** POST /options answers 200 but the old checkpoint stays */
  | { readonly type: 'load-fails' }

export type Fault = FaultEffect & { readonly start: FaultStart }
