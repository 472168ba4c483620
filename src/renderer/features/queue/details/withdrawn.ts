import type { BatchView } from '../../../../shared/job.ts'
import type { MessageKey } from '../../../../shared/words/catalogue.ts'

const WITHDRAWN: ReadonlySet<string> = new Set<MessageKey>(['dispatch.not-needed', 'dispatch.made-room'])

/** Whether a request came back because it was withdrawn, as copies are once the images are there: nothing went wrong with it. */
export const isWithdrawn = ({ state, returnedBecause }: BatchView): boolean =>
  state === 'returned' && returnedBecause !== null && WITHDRAWN.has(returnedBecause.kind)
