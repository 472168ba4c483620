import type { CSSProperties } from 'react'

/** Colours given by name in app/tokens.css, each with a value per theme. */
const NAMED = 6
/** Degrees of hue that the named colours stand near; what follows falls between them. */
const FIRST_HUE = 115
/** The golden angle: each next hue falls into the widest gap, however many there are. */
const HUE_STEP = 137.508

/**
 * CSS colour of the worker with this palette index, in whatever theme is on: the six of the design, then on in
 * OKLCH at the theme's lightness and chroma.
 */
export function colourOf(index: number): string {
  if (index < NAMED) return `var(--worker-${index})`
  const hue = (FIRST_HUE + (index - NAMED) * HUE_STEP) % 360
  return `oklch(var(--worker-lightness) var(--worker-chroma) ${Math.round(hue * 10) / 10})`
}

/** Sets `--tint` for an element and what is in it; style sheets use it wherever a worker's colour shows. */
export function tint(index: number | undefined): CSSProperties {
  return { '--tint': index === undefined ? 'var(--faint)' : colourOf(index) } as CSSProperties
}
