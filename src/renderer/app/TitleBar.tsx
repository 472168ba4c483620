import { speedWords } from '../../shared/words/format-speed.ts'
import { say } from '../../shared/words/say.ts'
import { setOverlay } from '../state/navigation.ts'
import { usePanel } from '../state/panel-store.ts'
import { useFleetSummary } from '../state/selectors.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { Spoken } from '../ui/Named.tsx'
import { StatusDot } from '../ui/StatusDot.tsx'
import { SHORTCUTS, spokenKeys } from '../ui/shortcuts.ts'
import styles from './TitleBar.module.css'

/** The name, how the fleet stands, and the way to the command palette. */
export function TitleBar() {
  const { ready, total, ipm: speed } = useFleetSummary()
  const welcomed = usePanel((state) => state.settings.welcomed)
  const queuePaused = usePanel((state) => state.queuePaused)
  return (
    <header className={styles.bar}>
      <h1 className={styles.name} translate="no">
        Tributary
      </h1>
      {welcomed && (
        <>
          <span className={styles.dash} aria-hidden="true">
            —
          </span>
          <p className={styles.fleet}>{fleetWords(ready, total, speed)}</p>
          {queuePaused && (
            <p className={styles.paused}>
              <StatusDot tone="warn" />
              {say('queue.all-paused')}
            </p>
          )}
          <button
            type="button"
            className={styles.palette}
            aria-keyshortcuts={spokenKeys(SHORTCUTS.palette)}
            onClick={() => setOverlay('palette')}
          >
            <Spoken>{say('panel.palette')}</Spoken>
            <Kbd keys={SHORTCUTS.palette.keys} />
          </button>
        </>
      )}
    </header>
  )
}

/** How the fleet stands, and its measured speed (ipm) where there is one. */
function fleetWords(ready: number, total: number, ipm: number): string {
  if (total === 0) return say('panel.fleet.none')
  const standing = say('panel.fleet.ready', { ready, total })
  return ipm > 0 ? say('panel.fleet.ready-with-speed', { ready: standing, speed: speedWords(ipm) }) : standing
}
