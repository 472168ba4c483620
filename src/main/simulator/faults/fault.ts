/** When a fault begins. Seconds of fleet time and images are counted from the start of the instance. */
export type FaultStart =
  | { readonly at: 'start' }
  | { readonly at: 'seconds'; readonly seconds: number }
  | { readonly at: 'images'; readonly images: number }

/** HTTP statuses that can be had as a fault. */
export const FAULT_STATUSES = [400, 401, 403, 404, 422, 429, 500, 502, 503, 504] as const
type FaultStatus = (typeof FAULT_STATUSES)[number]

/** Ways to spoil the body of an answer. */
export const SPOILS = ['reset', 'truncated', 'invalid', 'oversized', 'error-200', 'trickle'] as const
type Spoil = (typeof SPOILS)[number]

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
  /** every image of an answer is labelled with the first one's seed */
  | { readonly type: 'same-seed-label'; readonly where: SeedLabel }
  /** images are made with sides that are multiples of so many px */
  | { readonly type: 'snap'; readonly px: number }
  /** all images are black */
  | { readonly type: 'one-colour'; readonly times: number }
  /** one generation request in so many answers 500 */
  | { readonly type: 'rare-500'; readonly oneIn: number }
  /** /progress always tells that while something runs, 0..1 */
  | { readonly type: 'constant-progress'; readonly value: number }
  /** somebody else stops so many generations, each in the middle of its middle iteration */
  | { readonly type: 'stopped-by-other'; readonly how: 'interrupt' | 'skip'; readonly times: number }
  /** the generation ends, and no byte of its answer comes */
  | { readonly type: 'no-answer'; readonly times: number }
  /** answers are compressed whatever the client asked for */
  | { readonly type: 'gzip' }
  /** a byte order mark stands before the JSON of every answer */
  | { readonly type: 'bom' }
  /** /options answers 500 */
  | { readonly type: 'options-500' }
  | FrontEffect

/** Faults of what stands between client and server: a proxy, a tunnel, a sign-in page. */
type FrontEffect =
  /** a gateway answers generations with that status; `working`: the server has got the request and makes its images all the same */
  | {
      readonly type: 'gateway'
      readonly status: number
      readonly times: number
      readonly working: boolean
    }
  /** every generation request is ended after so many seconds, with 504 or by a reset; the server works on */
  | { readonly type: 'cut-at'; readonly seconds: number; readonly reset: boolean }
  /** nothing but POST /sdapi/v1/txt2img is let through: 403 */
  | { readonly type: 'only-txt2img' }
  /** every request is answered with a sign-in page */
  | { readonly type: 'html-login'; readonly status: number }
  /** a request on a connection that has carried one before is not answered with a single byte: the connection is closed */
  | { readonly type: 'close-reused'; readonly times: number }

export const SEED_LABELS = ['text', 'info', 'both'] as const
/** Where a wrong label stands: in the infotexts, in all_seeds of info, or in both. */
type SeedLabel = (typeof SEED_LABELS)[number]

export type Fault = FaultEffect & { readonly start: FaultStart }
