import { ImagePlus } from 'lucide-react'
import { say } from '../../../../shared/words/say.ts'
import styles from './DropVeil.module.css'

/** Over the form while files from elsewhere hover above the screen. */
export const DropVeil = () => (
  <div className={styles.veil}>
    <ImagePlus aria-hidden="true" />
    <p>{say('start.drop-now')}</p>
  </div>
)
