/** The Queue screen. */
export const queue = {} as const
