import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { BatchId, JobId } from '../../../shared/ids.ts'
import { say } from '../../../shared/words/say.ts'
import { fleetNow } from '../../state/fleet-clock.ts'
import { usePanel } from '../../state/panel-store.ts'
import { cx } from '../../ui/class-names.ts'
import floating from '../../ui/floating.module.css'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { tint } from '../../ui/worker-colour.ts'
import styles from './BlockDetails.module.css'
import { blockLines, blockTitle } from './block-words.ts'
import { blockOf, type TimelineBlock } from './timeline-geometry.ts'

/** The block under the pointer or with the focus, and where it is on the screen. */
export interface Inspected {
  readonly batchId: BatchId
  /** several batches drawn together; null: one, read live */
  readonly joined: TimelineBlock | null
  readonly near: DOMRect
}

interface BlockDetailsProps {
  readonly jobId: JobId
  readonly inspected: Inspected
  /** epoch ms at which the job's time starts */
  readonly from: number
}

/** What there is to say about one batch: its images, predicted against actual, why it came back. */
export function BlockDetails({ jobId, inspected: { batchId, joined, near }, from }: BlockDetailsProps) {
  const batch = usePanel((state) => {
    const batches = state.batchesByJob[jobId]
    return batches?.sent[batchId] ?? batches?.forecast.find(({ id }) => id === batchId)
  })
  const live = usePanel((state) => state.liveByBatch[batchId])
  const promised = usePanel((state) => state.batchesByJob[jobId]?.promised[batchId])
  const worker = usePanel((state) => (batch ? state.workersById[batch.workerId]?.config : undefined))
  const box = useRef<HTMLDivElement>(null)
  const [left, setLeft] = useState(near.left)
  useLayoutEffect(() => {
    const width = box.current?.offsetWidth ?? 0
    setLeft(Math.max(8, Math.min(near.left, innerWidth - width - 8)))
  }, [near])
  if (!batch) return null
  const block = joined ?? blockOf(batch, live, fleetNow())
  const lines = blockLines(block, from, live?.fraction ?? batch.fraction, joined ? undefined : promised)
  return createPortal(
    <div
      ref={box}
      role="tooltip"
      className={cx(floating.surface, styles.details)}
      style={{ ...tint(worker?.colour), left, top: near.bottom + 6 }}
    >
      <p className={styles.title}>
        <StatusDot tone="worker" />{' '}
        {say('generate.block.of', {
          machine: worker?.name ?? say('generate.timeline.removed'),
          block: blockTitle(block),
        })}
      </p>
      {lines.map((line) => (
        <p key={line} className={styles.line} data-bad={batch.state === 'returned' || undefined}>
          {line}
        </p>
      ))}
    </div>,
    document.body,
  )
}
