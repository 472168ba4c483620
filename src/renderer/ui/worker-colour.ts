import type { CSSProperties } from 'react'

/** OKLCH hues, degrees, of the colours given by name in app/tokens.css, each with a value per theme. */
const NAMED_HUES = [252, 62, 155, 315, 8, 195]
/** Hues by palette index, as far as they were asked for. */
const hues = [...NAMED_HUES]

/**
 * CSS colour of the worker with this palette index, in whatever theme is on: the six of the design, then on in
 * OKLCH at the theme's lightness and chroma.
 */
export function colourOf(index: number): string {
  if (index < NAMED_HUES.length) return `var(--worker-${index})`
  while (hues.length <= index) hues.push(middleOfWidestGap(hues))
  return `oklch(var(--worker-lightness) var(--worker-chroma) ${Math.round((hues[index] ?? 0) * 10) / 10})`
}

/** The hue that is furthest from all of these, degrees. */
function middleOfWidestGap(taken: readonly number[]): number {
  const around = [...taken].sort((a, b) => a - b)
  const gaps = around.map((from, at) => ({ from, width: (around[at + 1] ?? (around[0] ?? 0) + 360) - from }))
  const { from, width } = gaps.reduce((widest, gap) => (gap.width > widest.width ? gap : widest))
  return (from + width / 2) % 360
}

/** Sets `--tint` for an element and what is in it; style sheets use it wherever a worker's colour shows. */
export function tint(index: number | undefined): CSSProperties {
  return { '--tint': index === undefined ? 'var(--faint)' : colourOf(index) } as CSSProperties
}
