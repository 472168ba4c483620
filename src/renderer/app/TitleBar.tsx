import { speedWords } from '../../shared/words/format-speed.ts'
import { setOverlay } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { useFleetSummary } from '../state/selectors.ts'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './TitleBar.module.css'

/** The name, how the fleet stands, and the way to the command palette. */
export function TitleBar() {
  const { ready, total, ipm: speed } = useFleetSummary()
  const welcomed = usePanel((state) => state.settings.welcomed)
  return (
    <header className={styles.bar}>
      <h1 className={styles.name}>Tributary</h1>
      {welcomed && (
        <>
          <span className={styles.dash} aria-hidden="true">
            —
          </span>
          <p className={styles.fleet}>
            {total === 0
              ? 'no machines yet'
              : `${readyWords(ready, total)}${speed > 0 ? ` · ${speedWords(speed)}` : ''}`}
          </p>
          <button
            type="button"
            className={styles.palette}
            aria-label="Command palette"
            aria-keyshortcuts="Control+K"
            onClick={() => setOverlay('palette')}
          >
            <Kbd keys="Ctrl K" />
          </button>
        </>
      )}
    </header>
  )
}

const readyWords = (ready: number, total: number): string =>
  total > 1
    ? `${ready} of ${total} machines ready`
    : ready === 1
      ? '1 machine, ready'
      : '1 machine, not ready'
