import { Heart } from 'lucide-react'
import { useState } from 'react'
import type { ImageFacets } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { DateFilter } from './DateFilter.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import { facetEntries } from './facet-entries.ts'
import styles from './GalleryHeader.module.css'
import type { GalleryFilter } from './gallery-filter.ts'

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
  const { worker, checkpoint, days, favourite } = filter
  return (
    <div className={styles.filters}>
      <FilterMenu
        label={say('pictures.filter.machine')}
        chosen={worker && <span translate="no">{worker}</span>}
        spoken={worker === null ? null : say('pictures.filter.machine-is', { chosen: worker })}
        onOpen={look}
        all={say('pictures.filter.any-machine')}
        onClear={() => onFilter({ worker: null })}
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
        all={say('pictures.filter.any-checkpoint')}
        onClear={() => onFilter({ checkpoint: null })}
        entries={facetEntries(facets.checkpoints, {
          all: say('pictures.filter.any-checkpoint'),
          chosen: checkpoint,
          choose: (value) => onFilter({ checkpoint: value }),
        })}
      />
      <DateFilter days={days} onDays={(value) => onFilter({ days: value })} />
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
