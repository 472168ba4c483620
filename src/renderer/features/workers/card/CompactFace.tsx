import { TriangleAlert } from 'lucide-react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useWorker } from '../../../state/selectors.ts'
import { tryAction } from '../../../ui/action.ts'
import { cx } from '../../../ui/class-names.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { measure } from '../actions/worker-actions.ts'
import { useWorkerFacts } from '../actions/worker-facts.ts'
import { BatchLine } from './BatchLine.tsx'
import { benchmarkWords } from './benchmark-words.ts'
import { Speed, takeStep } from './CardParts.tsx'
import styles from './CompactFace.module.css'
import { type FaceProps, SelectedMark } from './FullFace.tsx'
import { asksToBeMeasured } from './measured-hint.ts'
import { type NextStep, nextStep, nextTryWords } from './next-step.ts'
import { stateLine } from './state-line.ts'

/** The same in two lines, for large fleets: name and speed, state and what matters most. */
export function CompactFace({ id, selected, grip, menu }: FaceProps) {
  const worker = useWorker(id)
  if (!worker) return null
  const { config, capabilities, benchmarkProgress, working, problem, busyElsewhere } = worker
  const { words, tone } = stateLine(worker)
  return (
    <>
      <div className={styles.head}>
        {grip}
        <button type="button" className={styles.name} data-name aria-label={config.name} translate="no">
          <MachineName name={config.name} title={config.url} />
        </button>
        {selected && <SelectedMark />}
        {capabilities?.openToAll && (
          <Tooltip text={say('workers.open-to-all.hint', { argument: '--api-auth user:password' })}>
            <TriangleAlert className={styles.open} aria-label={say('workers.open-to-all')} />
          </Tooltip>
        )}
        <Speed worker={worker} size="small" />
        {menu}
      </div>
      <div className={styles.foot}>
        <StatusDot tone={tone} />
        {problem ? (
          <ShortTrouble worker={worker} />
        ) : (
          <>
            <span className={styles.state}>
              {benchmarkProgress ? benchmarkWords(benchmarkProgress) : words}
            </span>
            {asksToBeMeasured(worker) && <MeasureStep id={config.id} />}
            {!benchmarkProgress && !asksToBeMeasured(worker) && (
              <span className={styles.aside} translate={busyElsewhere ? 'yes' : 'no'}>
                {busyElsewhere ? inWords(busyElsewhere.text) : capabilities?.loadedCheckpoint}
              </span>
            )}
          </>
        )}
      </div>
      {working && <BatchLine batchId={working.batchId} />}
    </>
  )
}

function ShortTrouble({ worker }: { worker: WorkerView }) {
  const { problem, nextTryAt, config } = worker
  const timeScale = usePanel((state) => state.timeScale)
  const now = useFleetNow(1000 / Math.max(1, timeScale), nextTryAt !== null)
  const step = nextStep(worker)
  const words = [
    inWords(problem?.message ?? ''),
    inWords(problem?.remedy ?? ''),
    nextTryWords(nextTryAt, now, timeScale),
  ].filter(Boolean)
  return (
    <>
      <span className={styles.problem} title={words.join(' ')}>
        {problem && inWords(problem.message)}
      </span>
      {step && <StepButton id={config.id} step={step} />}
    </>
  )
}

function MeasureStep({ id }: { id: WorkerId }) {
  const facts = useWorkerFacts(id)
  return (
    <button
      type="button"
      className={cx(styles.step, styles.measure)}
      onClick={() => void tryAction(measure, facts)}
    >
      {say('workers.measure')}
    </button>
  )
}

function StepButton({ id, step }: { id: WorkerId; step: NextStep }) {
  return (
    <button type="button" className={styles.step} onClick={() => takeStep(step.do, id)}>
      {step.label}
    </button>
  )
}
