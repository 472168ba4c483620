import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import styles from './MeasuringNote.module.css'
import { type Measured, type MeasuringNow, measuringNow } from './measuring-now.ts'
import { measuringWords, stepWords } from './measuring-words.ts'

/** Machines that are shown one by one; the others are counted. */
const SHOWN = 8

/** Which machines are being measured, how far that is and how long it takes; nothing while none is. */
export function MeasuringNote() {
  const workersById = usePanel((state) => state.workersById)
  const workerOrder = usePanel((state) => state.workerOrder)
  const measuring = measuringNow({ workersById, workerOrder })
  return measuring && <MeasuringProgress measuring={measuring} />
}

export function MeasuringProgress({ measuring }: { measuring: MeasuringNow }) {
  const { machines, fraction } = measuring
  const shown = machines.length > SHOWN ? machines.slice(0, SHOWN - 1) : machines
  return (
    <section className={styles.note} aria-label={say('generate.measuring.title')}>
      <div className={styles.all}>
        <span className={styles.words}>{measuringWords(measuring)}</span>
        <ProgressBar label={say('generate.measuring.title')} fraction={fraction} className={styles.bar} />
      </div>
      <ul className={styles.machines}>
        {shown.map((machine) => (
          <Machine key={machine.id} machine={machine} />
        ))}
        {machines.length > shown.length && (
          <li className={styles.more}>
            {say('generate.measuring.more', { count: machines.length - shown.length })}
          </li>
        )}
      </ul>
    </section>
  )
}

function Machine({ machine: { name, colour, progress } }: { machine: Measured }) {
  return (
    <li className={styles.machine} style={tint(colour)}>
      <StatusDot tone="worker" />
      <MachineName name={name} className={styles.name} />
      <span className={styles.step}>{stepWords(progress)}</span>
      <ProgressBar label={null} fraction={progress.fraction} className={styles.own} />
    </li>
  )
}
