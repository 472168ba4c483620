/** The frame of the panel: rail, palette, shortcuts, welcome, settings, small shared pieces. */
export const panel = {} as const
