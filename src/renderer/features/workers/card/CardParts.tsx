import { TriangleAlert } from 'lucide-react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { clock } from '../../../../shared/words/format-duration.ts'
import { speedParts, speedSpreadWords } from '../../../../shared/words/format-speed.ts'
import { inWords } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { shownIpm } from '../../../state/workers.ts'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { openSheet } from '../board-store.ts'
import { benchmark, tryNow } from '../worker-actions.ts'
import styles from './CardParts.module.css'
import { measuredHint } from './measured-hint.ts'
import { nextStep, nextTryWords } from './next-step.ts'

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
          (benchmarkProgress ? ' measuring' : benchmark !== null && ` ${speedSpreadWords(benchmark)}`)}
      </span>
      {size === 'big' && !benchmarkProgress && learnedIpm !== null && (
        <Tooltip text="As real jobs show it, brought to the picture that is measured. Planning goes by this.">
          <span className={styles.learned}>{learnedWords(learnedIpm, unit)} in jobs</span>
        </Tooltip>
      )}
    </span>
  )
}

/** The unit stands beside the large number already, where it is the same. */
function learnedWords(learnedIpm: number, unit: string): string {
  const parts = speedParts(learnedIpm)
  return parts.unit === unit ? parts.value : `${parts.value} ${parts.unit}`
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

export function takeStep(step: 'refresh' | 'edit' | 'measure', id: WorkerId): void {
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
      {inWords(busy.text)}
      {left !== null && left > 0 && `, free in about ${clock(left)}`}
    </p>
  )
}

/** Why the measured speed may be out of date. */
export function MeasuredHint({ worker }: { worker: WorkerView }) {
  const now = useFleetNow(3_600_000, true)
  const hint = measuredHint(worker, now)
  return hint === null ? null : <p className={styles.hint}>{hint}</p>
}

/** Something between ends its requests at some age, so it gets small batches. */
export function LimitHint({ worker: { longestRequestSeconds } }: { worker: WorkerView }) {
  if (longestRequestSeconds === undefined) return null
  return <p className={styles.hint}>Requests are cut off after {Math.round(longestRequestSeconds)} s</p>
}

/** Warns that anybody on the network can use a server. */
export function OpenBadge() {
  return (
    <Tooltip text="Anyone on its network can use this server's API. Start it with --api-auth user:password to close it.">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip opens on focus */}
      <span className={styles.badge} tabIndex={0}>
        <TriangleAlert aria-label="open to all" />
        <span className={styles.badgeWords} aria-hidden="true">
          open to all
        </span>
      </span>
    </Tooltip>
  )
}
