import { Grid2x2, Grid3x3 } from 'lucide-react'
import { useEffect } from 'react'
import { recall, remember } from '../../../state/local-memory.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { TILE_SIZE } from '../../../state/ui.ts'
import { Slider } from '../../../ui/Slider.tsx'
import styles from './TileSizeControl.module.css'

const isTileSize = (value: unknown): value is number =>
  typeof value === 'number' && value >= TILE_SIZE.min && value <= TILE_SIZE.max

/** How large the tiles are; remembered. Stays out of the way until it is wanted. */
export function TileSizeControl() {
  const tileSize = usePanel((state) => state.tileSize)
  useEffect(() => {
    usePanel.setState(({ tileSize: now }) => ({ tileSize: recall('tileSize', now, isTileSize) }))
  }, [])
  return (
    <div className={styles.control}>
      <Grid3x3 aria-hidden="true" />
      <Slider
        label="Size of the tiles"
        value={tileSize}
        min={TILE_SIZE.min}
        max={TILE_SIZE.max}
        step={4}
        onChange={(value) => {
          usePanel.setState({ tileSize: value })
          remember('tileSize', value)
        }}
      />
      <Grid2x2 aria-hidden="true" />
    </div>
  )
}
