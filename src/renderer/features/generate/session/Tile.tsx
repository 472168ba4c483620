import { memo, useState } from 'react'
import type { JobId, WorkerId } from '../../../../shared/ids.ts'
import type { StoredImage } from '../../../../shared/job.ts'
import { say } from '../../../../shared/words/say.ts'
import { FlagMarks } from '../../../pictures/FlagMarks.tsx'
import { PictureTools } from '../../../pictures/PictureTools.tsx'
import { TileCheck } from '../../../pictures/TileCheck.tsx'
import shared from '../../../pictures/tile-face.module.css'
import { NO_JOB_BATCHES } from '../../../state/batches.ts'
import { imageOwners } from '../../../state/image-owners.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { cx } from '../../../ui/class-names.ts'
import { Named } from '../../../ui/Named.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { Computing } from './Computing.tsx'
import styles from './Tile.module.css'
import { type TileState, tileState } from './tile-state.ts'
import { tileWords } from './tile-words.ts'

interface TileProps {
  readonly jobId: JobId
  readonly index: number
  /** place in the section, for the focus */
  readonly place: number
  /** geometry, px */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** the one tile of its section that Tab reaches */
  readonly tabbable: boolean
  readonly selected: boolean
  /** its column in a table, from 1, for reading aloud; absent: it stands in a list */
  readonly column?: number
}

/** One image of a job: waiting, computing or there. Draws itself again only when its own state changes. */
export const Tile = memo(function Tile({
  jobId,
  index,
  place,
  left,
  top,
  width,
  height,
  tabbable,
  selected,
  column,
}: TileProps) {
  const job = usePanel((state) => state.jobsById[jobId])
  const imageId = usePanel((state) => state.imagesByJob[jobId]?.[index])
  const image = usePanel((state) => (imageId === undefined ? undefined : state.imagesById[imageId]))
  const owner = usePanel((state) => imageOwners(state.batchesByJob[jobId] ?? NO_JOB_BATCHES)[index])
  const deleted = usePanel((state) => state.deletedByJob[jobId]?.has(index) ?? false)
  const state = tileState(job ?? { state: 'finished' }, imageId, owner, deleted)
  const workerId = image?.workerId ?? owner?.workerId
  const colour = usePanel((all) => (workerId ? all.workersById[workerId]?.config.colour : undefined))
  const bonus = image?.bonus ?? index >= (job?.requested ?? Number.POSITIVE_INFINITY)
  const [active, setActive] = useState(false)
  const Place = column === undefined ? 'li' : 'div'
  return (
    <Place
      {...(column === undefined ? {} : { role: 'gridcell', 'aria-colindex': column })}
      className={styles.tile}
      data-state={state.at}
      data-image={imageId}
      data-selected={selected || undefined}
      onPointerEnter={() => setActive(true)}
      onPointerLeave={() => setActive(false)}
      style={{ ...tint(colour), transform: `translate(${left}px, ${top}px)`, width, height }}
    >
      <button
        type="button"
        className={cx(shared.face, styles.face)}
        data-place={place}
        tabIndex={tabbable ? 0 : -1}
        draggable={image !== undefined}
        aria-pressed={selected || undefined}
        aria-disabled={state.at !== 'stored' || undefined}
      >
        <Named name={tileWords(state, index, image)}>
          <Face state={state} image={image} jobId={jobId} index={index} />
          {bonus && image && <span className={shared.badge}>{say('generate.tile.bonus')}</span>}
          {image && <FlagMarks flags={image.flags} />}
        </Named>
      </button>
      {selected && <TileCheck />}
      {image && <PictureTools image={image} trashed={false} active={active} />}
    </Place>
  )
})

interface FaceProps {
  readonly state: TileState
  readonly image: StoredImage | undefined
  readonly jobId: JobId
  readonly index: number
}

function Face({ state, image, jobId, index }: FaceProps) {
  switch (state.at) {
    case 'stored':
      return image ? (
        <Picture
          of={{ kind: 'thumb', id: image.id }}
          alt=""
          className={cx(shared.picture, styles.picture)}
          fade
        />
      ) : null
    case 'computing':
      return <Computing jobId={jobId} batchId={state.batchId} workerId={state.workerId} index={index} />
    case 'waiting':
      return <WaitingFor workerId={state.workerId} />
    case 'deleted':
      return <span className={styles.words}>{say('generate.tile.was-deleted')}</span>
    case 'failed':
      return <span className={styles.words}>{say('generate.tile.not-made')}</span>
  }
}

function WaitingFor({ workerId }: { workerId: WorkerId | null }) {
  const name = usePanel((state) => (workerId ? state.workersById[workerId]?.config.name : undefined))
  return (
    <span className={styles.words}>
      {name === undefined
        ? say('generate.tile.waiting-for-any')
        : say('generate.tile.waiting-for', { machine: name })}
    </span>
  )
}
