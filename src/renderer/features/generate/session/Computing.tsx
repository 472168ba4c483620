import { type CSSProperties, useState } from 'react'
import type { BatchId, JobId, WorkerId } from '../../../../shared/ids.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { ProgressBar } from '../../../ui/ProgressBar.tsx'
import { cellOf, previewGrid } from './preview-grid.ts'
import styles from './Tile.module.css'

interface ComputingProps {
  readonly jobId: JobId
  readonly batchId: BatchId
  readonly workerId: WorkerId
  /** of the image this tile is for */
  readonly index: number
}

/** The face of a tile that computes: its part of the batch's live preview, blurred, and a thin progress bar. */
export function Computing({ jobId, batchId, workerId, index }: ComputingProps) {
  const fraction = usePanel((state) => state.liveByBatch[batchId]?.fraction ?? 0)
  const version = usePanel((state) => state.liveByBatch[batchId]?.previewVersion ?? 0)
  const name = usePanel((state) => state.workersById[workerId]?.config.name)
  return (
    <>
      {version > 0 ? (
        // The nearer its end, the less blurred.
        <span className={styles.preview} style={{ '--fraction': fraction } as CSSProperties}>
          <Preview jobId={jobId} batchId={batchId} version={version} index={index} />
        </span>
      ) : (
        <span className={styles.words}>{name !== undefined && <MachineName name={name} />}</span>
      )}
      <ProgressBar label={null} fraction={fraction} className={styles.progress} />
    </>
  )
}

interface PreviewProps {
  readonly jobId: JobId
  readonly batchId: BatchId
  readonly version: number
  readonly index: number
}

function Preview({ jobId, batchId, version, index }: PreviewProps) {
  const batch = usePanel((state) => state.batchesByJob[jobId]?.sent[batchId])
  const request = usePanel((state) => state.jobsById[jobId]?.request)
  const [shape, setShape] = useState(1)
  if (!batch || !request) return null
  const grid = previewGrid(batch.count, shape / (request.width / request.height))
  return (
    <Picture
      of={{ kind: 'preview', id: batchId, version }}
      alt=""
      className={styles.cell}
      style={cellOf(grid, index - batch.firstIndex)}
      onSize={(width, height) => setShape(width / height)}
    />
  )
}
