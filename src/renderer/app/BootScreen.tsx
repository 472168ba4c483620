import { PlugZap } from 'lucide-react'
import { inWords } from '../../shared/words/say.ts'
import type { Connection } from '../state/panel-store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ProgressBar } from '../ui/ProgressBar.tsx'
import styles from './BootScreen.module.css'

/** Before the first snapshot: waits quietly, and says what is wrong when there will be none. */
export function BootScreen({ connection }: { connection: Exclude<Connection, { at: 'ready' }> }) {
  if (connection.at === 'loading') {
    return (
      <main className={styles.boot} aria-busy="true">
        <div className={styles.loading}>
          <p className={styles.name}>Tributary</p>
          <ProgressBar label="Loading" fraction={null} />
        </div>
      </main>
    )
  }
  const { message, remedy } = connection.problem
  return (
    <main className={styles.boot}>
      <EmptyState
        icon={<PlugZap />}
        title="Tributary could not start"
        text={remedy === null ? inWords(message) : `${inWords(message)} ${inWords(remedy)}`}
        actions={
          <Button look="primary" onClick={() => location.reload()}>
            Try again
          </Button>
        }
      />
    </main>
  )
}
