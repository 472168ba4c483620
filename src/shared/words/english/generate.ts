/** The Generate screen. */
export const generate = {} as const
