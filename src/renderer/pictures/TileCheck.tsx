import { Check } from 'lucide-react'
import styles from './TileCheck.module.css'

/** The mark on a tile that is selected; the tile's button says so to those who cannot see it. */
export function TileCheck() {
  return (
    <span className={styles.check} aria-hidden="true">
      <Check />
    </span>
  )
}
