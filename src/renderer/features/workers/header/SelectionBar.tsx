import { Gauge, ListRestart, Trash2, X } from 'lucide-react'
import { useShallow } from 'zustand/react/shallow'
import { speedWords } from '../../../../shared/words/format-speed.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { shownIpm } from '../../../state/workers.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/class-names.ts'
import floating from '../../../ui/floating.module.css'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import styles from '../../../ui/selection-bar.module.css'
import { useClearEdge } from '../../../ui/use-clear-edge.ts'
import { benchmark, moveAll, refreshModels, remove } from '../actions/worker-calls.ts'
import { LANES } from '../board/board-order.ts'
import { laneName } from '../board/lane-words.ts'
import { useBoard } from '../board-store.ts'
import { clearSelection } from '../selected-cards.ts'

/** px from the bottom of the window to above the bar */
const ROOM = 56

/** What can be done with the selected machines; floats at the bottom of the board while there are any. */
export function SelectionBar() {
  const selected = useBoard((state) => state.selected)
  const { count, speed } = usePanel(
    useShallow(({ workersById }) => {
      const chosen = [...selected].flatMap((id) => workersById[id] ?? [])
      return { count: chosen.length, speed: chosen.reduce((sum, worker) => sum + (shownIpm(worker) ?? 0), 0) }
    }),
  )
  useClearEdge('bottom', count === 0 ? 0 : ROOM)
  if (count === 0) return null
  const ids = [...selected]
  return (
    <div className={cx(floating.surface, styles.bar)} role="toolbar" aria-label={say('workers.selection')}>
      <p className={styles.count}>
        {say('workers.selected', { count })} · {speedWords(speed)}
      </p>
      <Button size="small" icon={<Gauge />} onClick={() => void benchmark(ids)}>
        {say('workers.selection.benchmark')}
      </Button>
      <Menu
        trigger={<Button size="small">{say('workers.selection.move')}</Button>}
        entries={LANES.map((lane) => ({ label: laneName(lane), run: () => void moveAll(ids, lane) }))}
      />
      <IconButton
        label={say('workers.selection.refresh-models')}
        icon={<ListRestart />}
        onClick={() => void refreshModels(ids)}
      />
      <IconButton
        label={say('workers.selection.remove')}
        icon={<Trash2 />}
        onClick={() => void remove(ids)}
      />
      <IconButton label={say('workers.selection.clear')} icon={<X />} onClick={clearSelection} />
    </div>
  )
}
