import { Ellipsis, Rows2, Rows4, Search } from 'lucide-react'
import { speedWords } from '../../../../shared/words/format-speed.ts'
import { say } from '../../../../shared/words/say.ts'
import { useFleetSummary } from '../../../state/selectors.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { menuEntries } from '../../../ui/action.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { ScreenHeader } from '../../../ui/ScreenHeader.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import {
  addMachine,
  compareSettings,
  exportMachines,
  type FleetFacts,
  findMachines,
  importMachines,
  measureAll,
  refreshAllModels,
  showModels,
  stopMeasuringAll,
  useFleetFacts,
} from '../actions/fleet-actions.ts'
import { useCompact } from '../board/use-compact.ts'
import { COMPACT_FROM, setDensity, useBoard } from '../board-store.ts'
import styles from './WorkersHeader.module.css'

/** How the fleet stands, and what can be done with all of it. */
export function WorkersHeader() {
  const fleet = useFleetFacts()
  const { count } = fleet
  const measure = fleet.measuring ? stopMeasuringAll : measureAll
  return (
    <ScreenHeader
      title={say('panel.screen.workers')}
      summary={<Summary count={count} />}
      actions={
        <>
          {count > 0 && <More fleet={fleet} />}
          <ActionButton action={importMachines} subject={fleet} />
          <ActionButton action={measure} subject={fleet} />
          <ActionButton action={addMachine} subject={fleet} look="primary" />
        </>
      }
    >
      {count >= COMPACT_FROM && <SearchField />}
    </ScreenHeader>
  )
}

function Summary({ count }: { count: number }) {
  const { ipm: now, ipmOfAll } = useFleetSummary()
  if (count === 0) return null
  const [speedNow, speedOfAll] = [speedWords(now), speedWords(ipmOfAll)]
  return (
    <span className={styles.summary}>
      {say('workers.count', { count })}
      {ipmOfAll > 0 && ` · ${say('workers.speed-now', { speed: speedNow })}`}
      {speedOfAll !== speedNow && (
        <span className={styles.all}> · {say('workers.speed-of-all', { speed: speedOfAll })}</span>
      )}
    </span>
  )
}

function SearchField() {
  const search = useBoard((state) => state.search)
  const compact = useCompact()
  const [comfortableHint, compactHint] = [say('workers.density.comfortable'), say('workers.density.compact')]
  return (
    <div className={styles.tools}>
      <label className={styles.search}>
        <Search aria-hidden="true" />
        <input
          type="search"
          aria-label={say('workers.search')}
          placeholder={say('panel.search')}
          spellCheck={false}
          value={search}
          onChange={(event) => useBoard.setState({ search: event.target.value })}
        />
      </label>
      <Segmented
        label={say('workers.density')}
        className={styles.density ?? ''}
        value={compact ? 'compact' : 'comfortable'}
        onChange={setDensity}
        options={[
          { value: 'comfortable', label: <Rows2 aria-label={comfortableHint} />, hint: comfortableHint },
          { value: 'compact', label: <Rows4 aria-label={compactHint} />, hint: compactHint },
        ]}
      />
    </div>
  )
}

function More({ fleet }: { fleet: FleetFacts }) {
  return (
    <Menu
      trigger={<IconButton look="framed" label={say('workers.more')} icon={<Ellipsis />} tooltip={false} />}
      entries={menuEntries(
        [showModels, compareSettings, refreshAllModels, 'line', findMachines, exportMachines],
        fleet,
      )}
    />
  )
}
