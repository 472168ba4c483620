/** The command line. */
export const cli = {} as const
