import type { ImageId } from '../../shared/ids.ts'

/** Pictures that one call may name (contract.ts). */
export const MOST_IN_CALL = 1000

/** The pictures in portions of one call each. */
export function inCalls(ids: readonly ImageId[]): ImageId[][] {
  const portions: ImageId[][] = []
  for (let at = 0; at < ids.length; at += MOST_IN_CALL) portions.push(ids.slice(at, at + MOST_IN_CALL))
  return portions
}
