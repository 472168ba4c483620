import { PlugZap } from 'lucide-react'
import { sentences } from '../../shared/problem.ts'
import { say } from '../../shared/words/say.ts'
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
          <p className={styles.name} translate="no">
            Tributary
          </p>
          <ProgressBar label={say('panel.loading')} fraction={null} />
        </div>
      </main>
    )
  }
  return (
    <main className={styles.boot}>
      <EmptyState
        icon={<PlugZap />}
        title={say('panel.could-not-start')}
        text={sentences(connection.problem)}
        actions={
          <Button look="primary" onClick={() => location.reload()}>
            {say('panel.try-again')}
          </Button>
        }
      />
    </main>
  )
}
