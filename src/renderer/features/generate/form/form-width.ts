/** px; as the settings schema bounds it. */
export const FORM_WIDTH = { min: 280, max: 640, default: 360 } as const

/** A whole number of px within the bounds. */
export function clampFormWidth(px: number): number {
  return Math.round(Math.min(FORM_WIDTH.max, Math.max(FORM_WIDTH.min, px)))
}
