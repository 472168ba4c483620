import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { problemOf } from '../core/failure.ts'
import type { Inputs } from '../gallery/inputs/inputs.ts'

const DAY_MS = 24 * 3600_000
/** days for which inputs are kept that nothing refers to */
const KEPT_DAYS = 30

export interface InputsPurgeDeps {
  readonly inputs: Pick<Inputs, 'purge'>
  /** ids that jobs, history and settings refer to */
  readonly referred: () => Promise<ReadonlySet<string>>
  /** what must be over before the first time */
  readonly ready: Promise<void>
  /** epoch ms */
  readonly wall: () => number
  readonly report: (what: Reason) => void
  readonly signal: AbortSignal
  /** resolves after real ms, or when the signal is aborted */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Deletes inputs that nothing has needed for 30 days: once it is `ready`, then once a day. Resolves when `signal` is aborted. */
export async function purgeInputsDaily(deps: InputsPurgeDeps): Promise<void> {
  const { inputs, referred, signal, wait } = deps
  await deps.ready
  while (!signal.aborted) {
    try {
      await inputs.purge(deps.wall() - KEPT_DAYS * DAY_MS, referred, signal)
    } catch (error) {
      if (!signal.aborted) deps.report(reason('inputs.kept', { error: problemOf(error).message }))
    }
    await wait(DAY_MS, signal)
  }
}
