/** What a person may tune about dispatch. Times in ms of fleet time. */
export interface DispatchSettings {
  readonly graceSeconds: number
  /** largest batch where nothing better is known */
  readonly maxBatch: number
  readonly keepPartials: boolean
  readonly livePreviews: boolean
  /** the least time before a request's end at which the next one is sent: a round trip, and how late this computer's timers may be */
  readonly leadMs: number
  /** between two looks at a running request, at most */
  readonly progressEveryMs: number
  /** between two looks at a short one, at least */
  readonly shortProgressEveryMs: number
  /** between two rounds of progress events; 0: no events of progress and forecast at all */
  readonly eventsEveryMs: number
  /** a request whose counters stand still for so long is hung */
  readonly hungAfterMs: number
  /** the first request of a worker for a job is small where that costs next to nothing; false: as large as the others */
  readonly smallFirstRequests: boolean
  /** machines that would be idle make images that others are at, in case one of those breaks */
  readonly spareCopies: boolean
}

export const DISPATCH_DEFAULTS: DispatchSettings = {
  graceSeconds: 3,
  maxBatch: 8,
  keepPartials: false,
  livePreviews: true,
  leadMs: 300,
  progressEveryMs: 1000,
  shortProgressEveryMs: 250,
  eventsEveryMs: 250,
  hungAfterMs: 60_000,
  smallFirstRequests: true,
  spareCopies: true,
}
