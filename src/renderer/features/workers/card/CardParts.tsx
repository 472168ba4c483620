import { TriangleAlert } from 'lucide-react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { clock, secondsText } from '../../../../shared/words/format-duration.ts'
import {
  type SpeedParts,
  speedParts,
  speedSpreadWords,
  speedWords,
} from '../../../../shared/words/format-speed.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { shownIpm } from '../../../state/workers.ts'
import { tryAction } from '../../../ui/action.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { measure } from '../actions/worker-actions.ts'
import { benchmark, tryNow } from '../actions/worker-calls.ts'
import { useWorkerFacts } from '../actions/worker-facts.ts'
import { openSheet } from '../board-store.ts'
import styles from './CardParts.module.css'
import { asksToBeMeasured, measuredHint } from './measured-hint.ts'
import { type NextStep, nextStep, nextTryWords } from './next-step.ts'

/** "20.0 ipm ± 0.3"; while it is measured, the runs so far. */
export function Speed({ worker, size }: { worker: WorkerView; size: 'big' | 'small' }) {
  const { benchmark, benchmarkProgress, learnedIpm } = worker
  const soFar = benchmarkProgress?.ipmSoFar ?? null
  const shown = soFar ?? shownIpm(worker)
  const { value, unit, counts } = speedParts(shown ?? 0)
  return (
    <span className={styles.speed} data-size={size} data-none={shown === null || undefined}>
      <span className={styles.ipm}>{shown === null ? '–' : value}</span>
      <span className={styles.unit} data-usual={counts === 'ipm' || undefined}>
        {unit}
        {size === 'big' &&
          (benchmarkProgress
            ? ` ${say('workers.measuring')}`
            : benchmark !== null && ` ${speedSpreadWords(benchmark)}`)}
      </span>
      {size === 'big' && !benchmarkProgress && learnedIpm !== null && (
        <Tooltip text={say('workers.speed-in-jobs.hint')}>
          <span className={styles.learned}>
            {say('workers.speed-in-jobs', { speed: learnedWords(learnedIpm, counts) })}
          </span>
        </Tooltip>
      )}
    </span>
  )
}

/** The unit stands beside the large number already, where it is the same. */
function learnedWords(learnedIpm: number, counts: SpeedParts['counts']): string {
  const learned = speedParts(learnedIpm)
  return learned.counts === counts ? learned.value : speedWords(learnedIpm)
}

/** What is wrong, in words, with the next step and a way to take it now. */
export function Trouble({ worker }: { worker: WorkerView }) {
  const { problem, nextTryAt, config } = worker
  const timeScale = usePanel((state) => state.timeScale)
  const now = useFleetNow(1000 / Math.max(1, timeScale), nextTryAt !== null)
  if (!problem) return null
  const step = nextStep(worker)
  const words = nextTryWords(nextTryAt, now, timeScale)
  return (
    <ProblemNote
      problem={problem}
      className={styles.trouble}
      action={step === null ? undefined : { label: step.label, run: () => takeStep(step.do, config.id) }}
    >
      {words !== '' && ` ${words}`}
    </ProblemNote>
  )
}

export function takeStep(step: NextStep['do'], id: WorkerId): void {
  if (step === 'refresh') void tryNow(id)
  else if (step === 'measure') void benchmark([id])
  else openSheet({ kind: 'edit', workerId: id })
}

/** Somebody else's work: "Somebody works on its own page, 40 % done, until about 0:12." */
export function BusyElsewhere({ busy }: { busy: NonNullable<WorkerView['busyElsewhere']> }) {
  const timeScale = usePanel((state) => state.timeScale)
  const now = useFleetNow(1000, busy.untilAt !== null)
  const left = busy.untilAt === null ? null : (busy.untilAt - now) / 1000 / (timeScale || 1)
  return (
    <p className={styles.busy}>
      {left !== null && left > 0
        ? say('workers.busy-until', { busy: inWords(busy.text), time: clock(left) })
        : inWords(busy.text)}
    </p>
  )
}

/** Why the measured speed may be out of date. */
export function MeasuredHint({ worker }: { worker: WorkerView }) {
  const now = useFleetNow(3_600_000, true)
  const hint = measuredHint(worker, now)
  if (hint === null) return null
  return (
    <div className={styles.measured}>
      <p className={styles.hint}>{hint}</p>
      {asksToBeMeasured(worker) && <MeasureButton id={worker.config.id} />}
    </div>
  )
}

function MeasureButton({ id }: { id: WorkerId }) {
  const facts = useWorkerFacts(id)
  return (
    <Button size="small" onClick={() => void tryAction(measure, facts)}>
      {say('workers.measure')}
    </Button>
  )
}

/** Something between ends its requests at some age, so it gets small batches. */
export function LimitHint({ worker: { longestRequestSeconds } }: { worker: WorkerView }) {
  if (longestRequestSeconds === undefined) return null
  const time = secondsText(longestRequestSeconds, 0)
  return <p className={styles.hint}>{say('workers.limit-hint', { time })}</p>
}

/** Warns that anybody on the network can use a server. */
export function OpenBadge() {
  return (
    <Tooltip text={say('workers.open-to-all.hint', { argument: '--api-auth user:password' })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip opens on focus */}
      <span className={styles.badge} tabIndex={0}>
        <TriangleAlert aria-label={say('workers.open-to-all')} />
        <span className={styles.badgeWords} aria-hidden="true">
          {say('workers.open-to-all')}
        </span>
      </span>
    </Tooltip>
  )
}
