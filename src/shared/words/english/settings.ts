/** Files of settings and passwords. */
export const settings = {} as const
