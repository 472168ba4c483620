/** Batches that are measured besides single images: what a GPU gains shows early, and levels off by the largest. */
const SIZES = { small: 4, large: 8 } as const

/** Sizes of the batches a benchmark measures on a worker that may get so many images at once: four or as many as it may get, and eight. */
export function batchSizes(most: number): number[] {
  const small = Math.min(SIZES.small, Math.floor(most))
  if (small < 2) return []
  return most >= SIZES.large ? [small, SIZES.large] : [small]
}
