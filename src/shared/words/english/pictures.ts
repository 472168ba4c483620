/** The Gallery screen and the viewer. */
export const pictures = {} as const
