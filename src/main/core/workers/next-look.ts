import type { Random } from '../ports.ts'

/** Between two looks at an idle worker while somebody watches, fleet ms. */
export const ATTENTIVE_LOOK_MS = 10_000

const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** A try comes up to this share earlier or later, so that a fleet does not knock in step. */
const JITTER = 0.2

/** Fleet ms until the next try after `failures` failed ones (0: the first just failed): 1 s doubling to 60 s, with jitter. */
export function backoffMs(failures: number, random: Random): number {
  const plain = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10))
  return Math.min(LONGEST_MS, plain * (1 - JITTER + 2 * JITTER * random()))
}
