import { Grid2x2, Grid3x3 } from 'lucide-react'
import { say } from '../../shared/words/say.ts'
import { cx } from './class-names.ts'
import { Slider } from './Slider.tsx'
import styles from './TileSize.module.css'
import { TILE_SIZE } from './use-tile-size.ts'

interface TileSizeProps {
  /** px, least width of a tile */
  readonly size: number
  readonly onSize: (size: number) => void
  /** floating: above the tiles, out of the way until it is wanted */
  readonly look?: 'plain' | 'floating'
}

/** How large the tiles of pictures are. */
export function TileSize({ size, onSize, look = 'plain' }: TileSizeProps) {
  return (
    <div className={cx(styles.control, look === 'floating' && styles.floating)}>
      <Grid3x3 aria-hidden="true" />
      <Slider
        label={say('pictures.tile-size')}
        value={size}
        min={TILE_SIZE.min}
        max={TILE_SIZE.max}
        step={4}
        onChange={onSize}
      />
      <Grid2x2 aria-hidden="true" />
    </div>
  )
}
