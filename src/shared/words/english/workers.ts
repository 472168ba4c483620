/** The Workers screen. */
export const workers = {} as const
