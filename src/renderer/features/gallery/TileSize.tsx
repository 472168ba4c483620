import { Grid2x2, Grid3x3 } from 'lucide-react'
import { TILE_SIZE } from '../../state/ui.ts'
import { Slider } from '../../ui/Slider.tsx'
import styles from './GalleryHeader.module.css'

interface TileSizeProps {
  /** px, least width of a tile */
  readonly size: number
  readonly onSize: (size: number) => void
}

/** How large the pictures are. */
export function TileSize({ size, onSize }: TileSizeProps) {
  return (
    <div className={styles.size}>
      <Grid3x3 aria-hidden="true" />
      <Slider
        label="Size of the pictures"
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
