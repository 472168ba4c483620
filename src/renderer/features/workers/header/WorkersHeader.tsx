import { Ellipsis, Rows2, Rows4, Search } from 'lucide-react'
import { counted } from '../../../../shared/words/format-number.ts'
import { speedWords } from '../../../../shared/words/format-speed.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useFleetSummary } from '../../../state/selectors.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { ScreenHeader } from '../../../ui/ScreenHeader.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { useCompact } from '../board/use-compact.ts'
import { openSheet, setDensity, useBoard } from '../board-store.ts'
import { benchmark, cancelBenchmark, refreshModels } from '../worker-actions.ts'
import styles from './WorkersHeader.module.css'

/** From this many machines on there is something to search. */
const SEARCHED_FROM = 8

/** How the fleet stands, and what can be done with all of it. */
export function WorkersHeader() {
  const count = usePanel(({ workerOrder }) => workerOrder.length)
  return (
    <ScreenHeader
      title="Workers"
      summary={<Summary count={count} />}
      actions={
        <>
          {count > 0 && <More />}
          <Button onClick={() => openSheet({ kind: 'import', preview: null })}>Import…</Button>
          {count > 0 && <BenchmarkAll />}
          <Button look="primary" onClick={() => openSheet({ kind: 'add' })}>
            Add worker
          </Button>
        </>
      }
    >
      {count >= SEARCHED_FROM && <SearchField />}
    </ScreenHeader>
  )
}

function Summary({ count }: { count: number }) {
  const { ipm: now, ipmOfAll } = useFleetSummary()
  if (count === 0) return null
  return (
    <span className={styles.summary}>
      {counted(count, 'machine')}
      {ipmOfAll > 0 && ` · ${speedWords(now)} now`}
      {speedWords(ipmOfAll) !== speedWords(now) && (
        <span className={styles.all}> · {speedWords(ipmOfAll)} with all</span>
      )}
    </span>
  )
}

function SearchField() {
  const search = useBoard((state) => state.search)
  const compact = useCompact()
  return (
    <div className={styles.tools}>
      <label className={styles.search}>
        <Search aria-hidden="true" />
        <input
          type="search"
          aria-label="Search machines"
          placeholder="Search"
          spellCheck={false}
          value={search}
          onChange={(event) => useBoard.setState({ search: event.target.value })}
        />
      </label>
      <Segmented
        label="Size of the cards"
        className={styles.density ?? ''}
        value={compact ? 'compact' : 'comfortable'}
        onChange={setDensity}
        options={[
          { value: 'comfortable', label: <Rows2 aria-label="Comfortable" />, hint: 'Comfortable' },
          { value: 'compact', label: <Rows4 aria-label="Compact" />, hint: 'Compact' },
        ]}
      />
    </div>
  )
}

function BenchmarkAll() {
  const running = usePanel(({ workersById }) =>
    Object.values(workersById).some(({ benchmarkProgress }) => benchmarkProgress !== null),
  )
  return running ? (
    <Button onClick={() => void cancelBenchmark(null)}>Cancel benchmark</Button>
  ) : (
    <Button onClick={() => void benchmark(null)}>Benchmark all</Button>
  )
}

function More() {
  return (
    <Menu
      trigger={<IconButton look="framed" label="More about the fleet" icon={<Ellipsis />} tooltip={false} />}
      entries={[
        { label: 'Models of the fleet', run: () => openSheet({ kind: 'models' }) },
        { label: 'Refresh all models', run: () => void refreshModels(null) },
        { kind: 'line' },
        { label: 'Find machines…', run: () => openSheet({ kind: 'discovery' }) },
        { label: 'Export…', run: () => openSheet({ kind: 'export' }) },
      ]}
    />
  )
}
