import { Check } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { WorkerId } from '../../../../shared/ids.ts'
import { bytesOf } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import { useWorker } from '../../../state/selectors.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import { Spoken } from '../../../ui/Named.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { Sparkline } from '../../../ui/Sparkline.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { BatchLine } from './BatchLine.tsx'
import { benchmarkWords, soFarWords } from './benchmark-words.ts'
import { BusyElsewhere, LimitHint, MeasuredHint, OpenBadge, Speed, Trouble } from './CardParts.tsx'
import styles from './FullFace.module.css'
import { stateLine } from './state-line.ts'

export interface FaceProps {
  readonly id: WorkerId
  readonly selected: boolean
  readonly grip: ReactNode
  readonly menu: ReactNode
}

/** All that a card says of its machine. */
export function FullFace({ id, selected, grip, menu }: FaceProps) {
  const worker = useWorker(id)
  if (!worker) return null
  const { config, capabilities, memory, history, benchmarkProgress, busyElsewhere, working } = worker
  const { words, tone } = stateLine(worker)
  return (
    <>
      <div className={styles.head}>
        {grip}
        <button type="button" className={styles.name} data-name aria-label={config.name} translate="no">
          <MachineName name={config.name} />
        </button>
        {selected && <SelectedMark />}
        {capabilities?.openToAll && <OpenBadge />}
        <span className={styles.state}>
          <StatusDot tone={tone} />
          {words}
        </span>
        {menu}
      </div>
      <div className={styles.speedRow}>
        <Speed worker={worker} size="big" />
        {history.length > 1 && (
          <Sparkline
            label={say('workers.sparkline', { count: history.length })}
            values={history.map((record) => record.ipm)}
          />
        )}
      </div>
      <div className={styles.row}>
        <MachineName name={config.url} className={styles.url} />
        <span
          className={styles.checkpoint}
          title={capabilities?.loadedCheckpoint ?? undefined}
          translate="no"
        >
          {capabilities?.loadedCheckpoint ?? '—'}
        </span>
      </div>
      <Memory used={memory?.usedBytes ?? null} total={memory?.totalBytes ?? null} />
      {benchmarkProgress && (
        <div className={styles.benchmark}>
          <span>{benchmarkWords(benchmarkProgress)}</span>
          <span>{soFarWords(benchmarkProgress)}</span>
          <ProgressBar
            label={say('workers.benchmark-of', { name: config.name })}
            fraction={benchmarkProgress.fraction}
            className={styles.accentBar}
          />
        </div>
      )}
      {busyElsewhere && <BusyElsewhere busy={busyElsewhere} />}
      <MeasuredHint worker={worker} />
      <LimitHint worker={worker} />
      <Trouble worker={worker} />
      {working && <BatchLine batchId={working.batchId} />}
    </>
  )
}

/** Draws again only when the amounts change. */
const Memory = memo(function Memory({ used, total }: { used: number | null; total: number | null }) {
  const known = used !== null && total !== null && total > 0
  return (
    <div className={styles.memory}>
      <span>{say('workers.vram')}</span>
      <ProgressBar label={null} fraction={known ? used / total : 0} />
      <span>{known ? bytesOf(used, total) : say('workers.unknown')}</span>
    </div>
  )
})

export function SelectedMark() {
  return (
    <span className={styles.selected}>
      <Check aria-hidden="true" />
      <Spoken>{say('workers.is-selected')}</Spoken>
    </span>
  )
}
