import { ChevronDown, Heart } from 'lucide-react'
import { useState } from 'react'
import type { ImageFacets } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import styles from './GalleryHeader.module.css'
import type { GalleryFilter, Period } from './gallery-filter.ts'

const PERIODS: readonly (readonly [Period, string])[] = [
  ['any', 'Any day'],
  ['today', 'Today'],
  ['week', 'Last 7 days'],
  ['month', 'Last 30 days'],
]

interface FilterMenusProps {
  readonly filter: GalleryFilter
  readonly onFilter: (part: Partial<GalleryFilter>) => void
}

/** By machine, checkpoint, day and mark. What there is to choose from is asked for when a menu is about to open. */
export function FilterMenus({ filter, onFilter }: FilterMenusProps) {
  const [facets, setFacets] = useState<ImageFacets>({ workers: [], checkpoints: [] })
  const look = () =>
    void attempt('imageFacets', {}, say('panel.failed.read-facets')).then(
      (answer) => answer && setFacets(answer),
    )
  const chosen = PERIODS.find(([period]) => period === filter.period)?.[1]
  return (
    <div className={styles.filters}>
      <FilterMenu
        label="Worker"
        value={filter.worker}
        onOpen={look}
        entries={valueEntries('Any worker', facets.workers, filter.worker, (worker) => onFilter({ worker }))}
      />
      <FilterMenu
        label="Checkpoint"
        value={filter.checkpoint}
        onOpen={look}
        entries={valueEntries('Any checkpoint', facets.checkpoints, filter.checkpoint, (checkpoint) =>
          onFilter({ checkpoint }),
        )}
      />
      <FilterMenu
        label="Date"
        value={filter.period === 'any' ? null : (chosen ?? null)}
        entries={PERIODS.map(([period, label]) => ({
          kind: 'check',
          label,
          checked: period === filter.period,
          run: () => onFilter({ period }),
        }))}
      />
      <IconButton
        label={filter.favourite ? 'Show all pictures again' : 'Only favourites'}
        icon={<Heart fill={filter.favourite ? 'currentColor' : 'none'} />}
        look="framed"
        pressed={filter.favourite}
        onClick={() => onFilter({ favourite: !filter.favourite })}
      />
    </div>
  )
}

interface FilterMenuProps {
  readonly label: string
  /** what is chosen; null: all */
  readonly value: string | null
  readonly entries: readonly MenuEntry[]
  readonly onOpen?: () => void
}

function FilterMenu({ label, value, entries, onOpen }: FilterMenuProps) {
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={styles.filter}
          data-chosen={value !== null || undefined}
          aria-label={value === null ? label : `${label}: ${value}`}
          onPointerEnter={onOpen}
          onFocus={onOpen}
        >
          <span>{value ?? label}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
      entries={entries}
    />
  )
}

function valueEntries(
  all: string,
  facet: ImageFacets['workers'],
  chosen: string | null,
  choose: (value: string | null) => void,
): MenuEntry[] {
  const values = facet.map(({ value, images }) => ({
    value,
    label: `${value} · ${images.toLocaleString('en-US')}`,
  }))
  // What is chosen stays in the list, also when its last picture is gone.
  if (chosen !== null && !facet.some(({ value }) => value === chosen))
    values.push({ value: chosen, label: chosen })
  return [
    { kind: 'check', label: all, checked: chosen === null, run: () => choose(null) },
    ...values.map(
      ({ value, label }): MenuEntry => ({
        kind: 'check',
        label,
        checked: value === chosen,
        run: () => choose(value),
      }),
    ),
  ]
}
