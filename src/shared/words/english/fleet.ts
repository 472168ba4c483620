/** Workers: their states, benchmarks, looks, discovery, sync. */
export const fleet = {} as const
