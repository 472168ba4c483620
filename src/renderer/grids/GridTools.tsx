import { ArrowLeftRight, ImageDown } from 'lucide-react'
import type { ImageId, JobId } from '../../shared/ids.ts'
import { say } from '../../shared/words/say.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import styles from './GridTools.module.css'
import type { GridTable } from './grid-table.ts'
import { changeGridView, gridViewOf, useGridViews } from './grid-views.ts'
import { saveTable } from './save-table.ts'

/** px of the line with what can be done with a table. */
export const GRID_TOOLS = 40

interface GridToolsProps {
  readonly jobId: JobId
  readonly table: GridTable
  /** above the picture of it all */
  readonly title: string
  /** the picture of an image index */
  readonly at: (index: number) => ImageId | undefined
}

/** What stands across and down, what is leafed through, and the picture of it all. */
export function GridTools({ jobId, table, title, at }: GridToolsProps) {
  const { swapped } = useGridViews((views) => gridViewOf(views, jobId))
  const options = (labels: readonly string[]) => labels.map((label, at) => ({ value: String(at), label }))
  return (
    <div className={styles.tools} style={{ height: GRID_TOOLS }}>
      <p className={styles.sides}>
        {table.rows === null
          ? say('vary.table.columns', { name: table.columns.name })
          : say('vary.table.columns-and-rows', { columns: table.columns.name, rows: table.rows.name })}
      </p>
      <IconButton
        label={say('vary.table.swap')}
        icon={<ArrowLeftRight />}
        pressed={swapped}
        onClick={() => changeGridView(jobId, { swapped: !swapped })}
      />
      {table.axes.length > 0 && (
        <Select
          className={styles.choice ?? ''}
          label={say('vary.table.paged')}
          value={String(table.paged)}
          options={options(table.axes)}
          onChange={(paged) => changeGridView(jobId, { paged: Number(paged), page: 0 })}
        />
      )}
      {table.choices.map(({ part, name, labels, at }) => (
        <Select
          key={part}
          className={styles.choice ?? ''}
          label={name}
          value={String(at)}
          options={options(labels)}
          onChange={(value) => changeGridView(jobId, { [part]: Number(value) })}
        />
      ))}
      <Button
        size="small"
        icon={<ImageDown aria-hidden="true" />}
        disabled={table.indexes.every((index) => at(index) === undefined)}
        onClick={() => void saveTable(table, title, at)}
      >
        {say('vary.table.save')}
      </Button>
    </div>
  )
}
