import type { GalleryGrid } from './gallery-rows.ts'

/**
 * Where a key moves from a picture: left and right through all, up and down to the row above and below, also of another
 * job, in the same column or the last of a shorter row. null: the key does not move.
 */
export function movedTo({ rows, order }: GalleryGrid, from: number, key: string): number | null {
  const lines = rows.flatMap((row) => (row.kind === 'tiles' ? [row] : []))
  const clamp = (place: number) => Math.min(order.length - 1, Math.max(0, place))
  switch (key) {
    case 'ArrowLeft':
      return clamp(from - 1)
    case 'ArrowRight':
      return clamp(from + 1)
    case 'Home':
      return 0
    case 'End':
      return clamp(order.length - 1)
    case 'ArrowUp':
    case 'ArrowDown':
    case 'PageUp':
    case 'PageDown': {
      const line = lines.findIndex(({ first, images }) => from >= first && from < first + images.length)
      const by = { ArrowUp: -1, ArrowDown: 1, PageUp: -4, PageDown: 4 }[key]
      const target = lines[Math.min(lines.length - 1, Math.max(0, line + by))]
      const here = lines[line]
      if (!target || !here) return null
      return target.first + Math.min(from - here.first, target.images.length - 1)
    }
    default:
      return null
  }
}
