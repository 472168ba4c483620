/** What a server, or the way to it, failed with. */
export const server = {} as const
