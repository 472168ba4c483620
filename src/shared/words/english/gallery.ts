/** Pictures on disk, their index, recovery. */
export const gallery = {} as const
