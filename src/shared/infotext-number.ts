import { reason } from './words/catalogue.ts'
import type { Reason } from './words/reason.ts'

/** A number of an infotext that is not as it must be. */
export interface OddNumber {
  /** as the text calls it: "Steps", "ControlNet 0 Weight" */
  readonly key: string
  /** what stands there */
  readonly told: string
  /** what is taken instead, the nearest that is allowed; null: nothing, it is left out */
  readonly taken: string | null
}

/** Longer values are cut where they are told, characters. */
const LONGEST_TOLD = 60

/** A number that is not as it must be, and what becomes of it, in words. */
export const oddNumberWords = ({ key, told, taken }: OddNumber): Reason =>
  taken === null
    ? reason('request.odd.left', { key: key.slice(0, LONGEST_TOLD), told: told.slice(0, LONGEST_TOLD) })
    : reason('request.odd.taken', {
        key: key.slice(0, LONGEST_TOLD),
        told: told.slice(0, LONGEST_TOLD),
        taken,
      })

interface Range {
  readonly min: number
  readonly max: number
}

/** As Python writes numbers: "7", "7.0", "1e-05". */
const NUMBER = /^-?\d{1,15}(\.\d{1,20})?(e[+-]?\d{1,3})?$/

/** A number that an infotext writes; null: it is none. */
export const numberIn = (text: string): number | null => (NUMBER.test(text) ? Number(text) : null)

/** The nearest number that is allowed. `which`: whole numbers alone are. */
export function nearest(value: number, { min, max }: Range, which?: 'whole'): number {
  const whole = which === 'whole' ? Math.round(value) : value
  return Math.min(max, Math.max(min, whole))
}
