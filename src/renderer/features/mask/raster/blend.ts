/** What a tool does to a mask: makes more of the picture new, or leaves more of it as it is. */
export type Mode = 'paint' | 'erase'

/** Lays a tool over one px. `cover`: how much of the px it covers, 0 to 255. The same place twice is the same as once. */
export function blendPixel(values: Uint8Array, at: number, cover: number, mode: Mode): void {
  const before = values[at] ?? 0
  if (mode === 'paint') {
    if (cover > before) values[at] = cover
  } else if (255 - cover < before) values[at] = 255 - cover
}

/** Lays a tool that covers all of them over px from `from` up to `to`. */
export const blendRun = (values: Uint8Array, from: number, to: number, mode: Mode): unknown =>
  values.fill(mode === 'paint' ? 255 : 0, from, to)
