import type { BatchView } from '../../shared/job.ts'
import type { JobBatches } from './batches.ts'

const computed = new WeakMap<JobBatches, readonly (BatchView | undefined)[]>()

/** How strong a claim is: who computes an index counts more than who only will. */
const CLAIM = { returned: 0, stored: 0, forecast: 1, sent: 2, computing: 3 } as const

/**
 * For each image index of a job the batch that makes it, now or by the forecast; undefined where nobody does. Between
 * two that compute the same index, the original counts, not the straggler's copy. Computed once per change of the batches.
 */
export function imageOwners(batches: JobBatches): readonly (BatchView | undefined)[] {
  const known = computed.get(batches)
  if (known) return known
  const owners: (BatchView | undefined)[] = []
  const claim = (batch: BatchView) => {
    const strength = CLAIM[batch.state]
    if (strength === 0) return
    for (let index: number = batch.firstIndex; index < batch.firstIndex + batch.count; index++) {
      const standing = owners[index]
      if (!standing || strength > CLAIM[standing.state] || (standing.copy && !batch.copy)) {
        owners[index] = batch
      }
    }
  }
  for (const batch of Object.values(batches.sent)) claim(batch)
  for (const batch of batches.forecast) claim(batch)
  computed.set(batches, owners)
  return owners
}
