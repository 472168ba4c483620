import { type KeyboardEvent, useRef, useState } from 'react'
import type { Preset } from '../../../../shared/presets.ts'
import { say } from '../../../../shared/words/say.ts'
import { cx } from '../../../ui/class-names.ts'
import edges from '../../../ui/ScrollEdges.module.css'
import { useScrollEdges } from '../../../ui/use-scroll-edges.ts'
import styles from './PresetMenu.module.css'
import { PresetRow } from './PresetRow.tsx'
import { type Cell, movedCell } from './preset-cells.ts'

interface PresetListProps {
  readonly presets: readonly Preset[]
  readonly onUsed: () => void
  /** the arrow that leads out of the list was pressed */
  readonly onLeave: () => void
}

/** The presets as a grid: one stop of Tab; up and down lead from one preset to the next, left and right through what can be done with it. */
export function PresetList({ presets, onUsed, onLeave }: PresetListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [last, setLast] = useState<{ readonly id: Preset['id']; readonly column: number } | null>(null)
  useScrollEdges(list)
  const at = presets.findIndex(({ id }) => id === last?.id)
  const stop: Cell = last === null || at < 0 ? { row: 0, column: 0 } : { row: at, column: last.column }
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if ((event.target as Element).matches('input')) return
    if (event.key === 'ArrowUp' && stop.row === 0) onLeave()
    else {
      const cell = movedCell(event.key, stop, presets.length)
      if (cell === null) return
      list.current?.querySelector<HTMLElement>(`[data-cell="${cell.row} ${cell.column}"]`)?.focus()
    }
    event.preventDefault()
    // Above it the arrows lead from the search into the list.
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table would need its columns named
    <div
      ref={list}
      role="grid"
      tabIndex={-1}
      className={cx(styles.list, edges.edges)}
      aria-label={say('presets.list')}
      onKeyDown={press}
    >
      {presets.map((preset, row) => (
        <PresetRow
          key={preset.id}
          preset={preset}
          row={row}
          stop={row === stop.row ? stop.column : null}
          onStop={(column) => setLast({ id: preset.id, column })}
          onUsed={onUsed}
        />
      ))}
    </div>
  )
}
