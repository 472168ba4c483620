/** Numbers, durations and dates. */
export const format = {} as const
