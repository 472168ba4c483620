/** Where a tile is: in which list, and at which place of it, from 0. */
export interface TilePlace {
  readonly list: unknown
  readonly place: number
}

/**
 * The tile that takes the focus when the one at `lost` has gone: the one in its place, or the last of its list; where nothing of that
 * list is left, the same among all. `tiles`: those that are there, in their order.
 */
export function nextTile<Tile extends TilePlace>(tiles: readonly Tile[], lost: TilePlace): Tile | undefined {
  const near = tiles.filter(({ list }) => list === lost.list)
  const among = near.length > 0 ? near : tiles
  return among.find(({ place }) => place >= lost.place) ?? among.at(-1)
}
