import { ChevronDown, Heart } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ImageFacets } from '../../../shared/job.ts'
import type { MessageKey } from '../../../shared/words/catalogue.ts'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { facetEntries } from './facet-entries.ts'
import styles from './GalleryHeader.module.css'
import type { GalleryFilter, Period } from './gallery-filter.ts'

const PERIODS = {
  any: 'pictures.filter.any-day',
  today: 'pictures.filter.today',
  yesterday: 'pictures.filter.yesterday',
  week: 'pictures.filter.week',
  month: 'pictures.filter.month',
} as const satisfies Record<Period, MessageKey>
const PERIOD_NAMES = Object.keys(PERIODS) as readonly Period[]

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
  const { worker, checkpoint, period, favourite } = filter
  const day = say(PERIODS[period])
  return (
    <div className={styles.filters}>
      <FilterMenu
        label={say('pictures.filter.machine')}
        chosen={worker && <span translate="no">{worker}</span>}
        spoken={worker === null ? null : say('pictures.filter.machine-is', { chosen: worker })}
        onOpen={look}
        entries={facetEntries(facets.workers, {
          all: say('pictures.filter.any-machine'),
          chosen: worker,
          choose: (value) => onFilter({ worker: value }),
        })}
      />
      <FilterMenu
        label={say('pictures.filter.checkpoint')}
        chosen={checkpoint && <span translate="no">{checkpoint}</span>}
        spoken={checkpoint === null ? null : say('pictures.filter.checkpoint-is', { chosen: checkpoint })}
        onOpen={look}
        entries={facetEntries(facets.checkpoints, {
          all: say('pictures.filter.any-checkpoint'),
          chosen: checkpoint,
          choose: (value) => onFilter({ checkpoint: value }),
        })}
      />
      <FilterMenu
        label={say('pictures.filter.date')}
        chosen={period === 'any' ? null : day}
        spoken={period === 'any' ? null : say('pictures.filter.date-is', { chosen: day })}
        entries={PERIOD_NAMES.map((name) => ({
          kind: 'check',
          label: say(PERIODS[name]),
          checked: name === period,
          run: () => onFilter({ period: name }),
        }))}
      />
      <IconButton
        label={say(favourite ? 'pictures.filter.not-only-favourites' : 'pictures.filter.favourites')}
        icon={<Heart fill={favourite ? 'currentColor' : 'none'} />}
        look="framed"
        pressed={favourite}
        onClick={() => onFilter({ favourite: !favourite })}
      />
    </div>
  )
}

interface FilterMenuProps {
  readonly label: string
  /** what is chosen; null: all */
  readonly chosen: ReactNode
  /** read aloud where something is chosen */
  readonly spoken: string | null
  readonly entries: readonly MenuEntry[]
  readonly onOpen?: () => void
}

function FilterMenu({ label, chosen, spoken, entries, onOpen }: FilterMenuProps) {
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className={styles.filter}
          data-chosen={spoken !== null || undefined}
          aria-label={spoken ?? label}
          onPointerEnter={onOpen}
          onFocus={onOpen}
        >
          <span>{chosen ?? label}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      }
      entries={entries}
    />
  )
}
