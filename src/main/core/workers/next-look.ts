import type { Random } from '../ports.ts'

/** Between two looks at an idle worker while somebody watches, fleet ms. */
export const ATTENTIVE_LOOK_MS = 10_000

const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** A connection that broke may be back at once, and a job may wait for it: so soon is the first try, */
const RETURN_FIRST_MS = 250
/** and each pause is so many times the one before: who is back is noticed within a quarter of the time it was away. */
const RETURN_LONGER = 1.25
/** A try comes up to this share earlier or later, so that a fleet does not knock in step. */
const JITTER = 0.2

/** Fleet ms until the next try after `failures` failed ones (0: the first just failed): 1 s doubling to 60 s, with jitter. */
export function backoffMs(failures: number, random: Random): number {
  return jittered(FIRST_MS * 2 ** Math.min(failures, 10), random)
}

/** As `backoffMs`, of a machine that cannot be reached: 0.25 s, a quarter longer each time, at most 60 s. */
export function returnMs(failures: number, random: Random): number {
  return jittered(RETURN_FIRST_MS * RETURN_LONGER ** Math.min(failures, 40), random)
}

function jittered(ms: number, random: Random): number {
  const plain = Math.min(LONGEST_MS, ms)
  return Math.min(LONGEST_MS, plain * (1 - JITTER + 2 * JITTER * random()))
}
