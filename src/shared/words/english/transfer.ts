/** Import and export of workers. */
export const transfer = {} as const
