import { Search, Table2, Trash2, X } from 'lucide-react'
import type { JobId } from '../../../shared/ids.ts'
import { whole } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { TileSize } from '../../ui/TileSize.tsx'
import { FilterMenus } from './FilterMenus.tsx'
import styles from './GalleryHeader.module.css'
import { EVERYTHING, type GalleryFilter } from './gallery-filter.ts'
import type { Gallery } from './use-gallery.ts'

/** px of the header below which it holds the search, the filters and a bare number */
export const NARROW_HEADER = 760

interface GalleryHeaderProps {
  readonly filter: GalleryFilter
  readonly onFilter: (part: Partial<GalleryFilter>) => void
  readonly gallery: Gallery
  /** px */
  readonly tileSize: number
  readonly onTileSize: (size: number) => void
  /** no room for the title, and none for the size of the tiles, which floats above them then */
  readonly narrow: boolean
  /** whether the grid of the job is shown as a table; null: there is none */
  readonly asTable: boolean | null
  readonly onTable: (asTable: boolean) => void
}

/** Search, the filters, the job it is narrowed to, the size of the tiles, and how much of it is read. */
export function GalleryHeader({
  filter,
  onFilter,
  gallery,
  tileSize,
  onTileSize,
  narrow,
  asTable,
  onTable,
}: GalleryHeaderProps) {
  const { jobId, text } = filter
  return (
    <header className={styles.header} data-narrow={narrow || undefined}>
      <h2 className={styles.title}>{say(filter.trash ? 'pictures.trash' : 'pictures.gallery')}</h2>
      <label className={styles.search}>
        <Search aria-hidden="true" />
        <input
          type="search"
          aria-label={say('pictures.search')}
          placeholder={say('pictures.search')}
          spellCheck={false}
          value={text}
          onChange={(event) => onFilter({ text: event.target.value })}
        />
      </label>
      {jobId !== null && (
        <JobChip jobId={jobId} gallery={gallery} onClear={() => onFilter({ jobId: null })} />
      )}
      {asTable !== null && (
        <IconButton
          label={say('vary.table.show')}
          icon={<Table2 />}
          look="framed"
          pressed={asTable}
          onClick={() => onTable(!asTable)}
        />
      )}
      {!filter.trash && <FilterMenus filter={filter} onFilter={onFilter} />}
      {!filter.trash && (
        <IconButton
          label={say('pictures.trash.show')}
          icon={<Trash2 />}
          look="framed"
          onClick={() => onFilter({ ...EVERYTHING, trash: true })}
        />
      )}
      <div className={styles.end}>
        {/* How many lie in the trash stands below. */}
        {(!filter.trash || text !== '') && <Count gallery={gallery} narrow={narrow} />}
        {!narrow && <TileSize size={tileSize} onSize={onTileSize} />}
      </div>
    </header>
  )
}

function JobChip({ jobId, gallery, onClear }: { jobId: JobId; gallery: Gallery; onClear: () => void }) {
  const known = usePanel((state) => state.jobsById[jobId]?.number)
  const number = known ?? gallery.images.find((image) => image.jobId === jobId)?.jobNumber
  return (
    <button
      type="button"
      className={styles.chip}
      onClick={onClear}
      aria-label={
        number === undefined
          ? say('pictures.filter.clear-one-job')
          : say('pictures.filter.clear-job', { number })
      }
    >
      {number === undefined ? say('pictures.filter.one-job') : say('pictures.filter.job', { number })}
      <X aria-hidden="true" />
    </button>
  )
}

/** "48,912 pictures": all that match, however many of them were read for the part that is shown. */
function Count({ gallery: { total, loading }, narrow }: { gallery: Gallery; narrow: boolean }) {
  const words = say('pictures.count', { count: total })
  return (
    <span className={styles.count} aria-busy={loading || undefined} title={narrow ? words : undefined}>
      {total > 0 && (narrow ? whole(total) : words)}
    </span>
  )
}
