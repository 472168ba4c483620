import { useCallback, useState } from 'react'
import { recall, remember } from './local-memory.ts'

/** Least width of a tile, px. */
export const TILE_SIZE = { min: 96, max: 400 } as const

const isTileSize = (value: unknown): value is number =>
  typeof value === 'number' && value >= TILE_SIZE.min && value <= TILE_SIZE.max

/** The size of the tiles on one screen, px, and what changes it. `name`: under which it is remembered; `first`: before anybody chose one. */
export function useTileSize(name: string, first: number): [size: number, choose: (size: number) => void] {
  const [size, setSize] = useState(() => recall(name, first, isTileSize))
  const choose = useCallback(
    (chosen: number) => {
      setSize(chosen)
      remember(name, chosen)
    },
    [name],
  )
  return [size, choose]
}
