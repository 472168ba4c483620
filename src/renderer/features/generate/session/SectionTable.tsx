import type { ComponentProps } from 'react'
import type { ImageId } from '../../../../shared/ids.ts'
import type { JobView } from '../../../../shared/job.ts'
import { say } from '../../../../shared/words/say.ts'
import { GridTools } from '../../../grids/GridTools.tsx'
import { TableBody } from '../../../grids/TableBody.tsx'
import { NO_JOB_IMAGES } from '../../../state/images.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Tile } from './Tile.tsx'
import { useIsSelected } from './use-is-selected.ts'

interface SectionTableProps
  extends Pick<
    ComponentProps<typeof TableBody>,
    'table' | 'layout' | 'rows' | 'scroller' | 'focusedPlace' | 'onKey' | 'onClick' | 'onFocus'
  > {
  readonly job: JobView
  readonly selected: ReadonlySet<ImageId>
}

/** The images of one job as a table. */
export function SectionTable({ job, selected, ...body }: SectionTableProps) {
  const { table, layout } = body
  const images = usePanel((state) => state.imagesByJob[job.id]) ?? NO_JOB_IMAGES
  const isSelected = useIsSelected(job.id, selected)
  return (
    <>
      <GridTools jobId={job.id} table={table} title={job.title} at={(index) => images[index]} />
      <TableBody
        {...body}
        label={say('vary.table', { number: job.number })}
        jobId={job.id}
        cell={({ place, left, column, tabbable }) => (
          <Tile
            key={place}
            jobId={job.id}
            index={table.indexes[place] ?? 0}
            place={place}
            column={column}
            left={left}
            top={0}
            width={layout.tileWidth}
            height={layout.tileHeight}
            tabbable={tabbable}
            selected={isSelected(table.indexes[place])}
          />
        )}
      />
    </>
  )
}
