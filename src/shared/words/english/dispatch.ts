/** How requests and jobs end, and why. */
export const dispatch = {} as const
