import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage, TrashSize } from '../../../shared/job.ts'
import type { Problem } from '../../../shared/problem.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { problemOf } from '../../core/failure.ts'
import { type OneAtATime, oneAtATime } from '../../system/one-at-a-time.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import type { TrashRow } from '../index/trash-rows.ts'
import type { FilePlacer } from '../place-file.ts'
import { databaseProblem } from '../storage-error.ts'
import { type Move, moveGroup } from './move-group.ts'
import { moveIntoTrash, moveOutOfTrash, removeEmptyTrash, removeFromTrash } from './move-picture.ts'
import { settleMoves } from './settle-moves.ts'
import { trashName } from './trash-place.ts'
import { trashProblem } from './trash-problem.ts'

/** Pictures that share two transactions: one before their files move, one after. */
const GROUP = 64

/** What became of some pictures. `problem`: of the first that stayed as it was; null: it was done for all that are known. */
interface TrashOutcome {
  readonly imageIds: ImageId[]
  readonly problem: Problem | null
}

/** Deleted pictures: they lie in a hidden folder beside the others until they are put back or deleted for good. */
export interface Trash {
  /** Moves stored pictures into the trash; ids of others are passed over. Rejects with a `storage-*` TributaryError of the index. */
  put(ids: readonly ImageId[]): Promise<TrashOutcome>
  /** Moves pictures back; `images`: as they are now. Rejects as `put`. */
  restore(ids: readonly ImageId[]): Promise<TrashOutcome & { readonly images: StoredImage[] }>
  /** Deletes pictures in the trash for good. Rejects as `put`. */
  purge(ids: readonly ImageId[]): Promise<TrashOutcome>
  /** Deletes for good what was deleted before `time` (epoch ms), at most `limit` of it, the oldest first. Rejects as `put`. */
  purgeBefore(time: number, limit: number): Promise<TrashOutcome>
  /** Epoch ms when the newest was put in; 0: it is empty. Throws a `storage-*` TributaryError, as `size`. */
  newestTime(): number
  size(): TrashSize
  /** Runs `work` while nothing is being moved. */
  readonly alone: OneAtATime
}

export interface TrashDeps {
  readonly files: GalleryFiles
  readonly placer: FilePlacer
  readonly table: ImageTable
  readonly databaseFile: string
  readonly session: string
  /** epoch ms */
  readonly wall: () => number
  readonly report: (what: Reason) => void
  /** told of what is gone for good */
  readonly forget: (id: ImageId) => Promise<void>
}

/**
 * The order of every move: the row says what is about to happen, the file moves, its folders are flushed (each once for a group), the row says
 * that it did. A crash in between is settled by `settleMoves` (what the row tells) and `lookAtTrash` (what the disk tells).
 */
export function createTrash(deps: TrashDeps): Trash {
  const { files, placer, table, session, wall } = deps
  const alone = oneAtATime()

  /** Does `each` for the rows in groups, between a transaction that announces it and one that notes what was done. */
  async function inGroups(
    rows: readonly TrashRow[],
    how: {
      readonly begin: (row: TrashRow) => void
      readonly each: (row: TrashRow) => Promise<Move | null>
      readonly done: (row: TrashRow) => void
    },
  ): Promise<TrashOutcome> {
    const imageIds: ImageId[] = []
    let problem: Problem | null = null
    for (let at = 0; at < rows.length; at += GROUP) {
      const group = rows.slice(at, at + GROUP)
      table.write(() => group.forEach(how.begin))
      const failures = await moveGroup(files, group, how.each)
      table.write(() => {
        for (const row of group) if (!failures.has(row)) how.done(row)
      })
      // What was not done has its file where it was, or wherever the failure left it.
      if (failures.size > 0) await settle()
      for (const row of group) {
        if (failures.has(row)) problem ??= problemOf(trashProblem(failures.get(row), row.folder))
        else imageIds.push(row.id)
      }
    }
    return { imageIds, problem }
  }

  const settle = () => settleMoves({ files, table, session, report: deps.report })

  /** The rows of these ids that are in that state, each once. */
  const rowsOf = (ids: readonly ImageId[], state: TrashRow['state']): TrashRow[] =>
    [...new Set(ids)].flatMap((id) => {
      const row = table.trash.byId(id)
      return row?.state === state ? [row] : []
    })

  /** One thing at a time, and never on top of something that did not end. */
  const operation = <T>(work: () => Promise<T>): Promise<T> =>
    alone(async () => {
      try {
        await settle()
        return await work()
      } catch (error) {
        throw databaseProblem(error, deps.databaseFile)
      }
    })

  function guarded<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw databaseProblem(error, deps.databaseFile)
    }
  }

  async function purgeRows(rows: readonly TrashRow[]): Promise<TrashOutcome> {
    const outcome = await inGroups(rows, {
      begin: () => {},
      async each(row) {
        await removeFromTrash(files, row)
        return null
      },
      done: (row) => table.trash.setPurged(row.seq),
    })
    await tidy(rows)
    for (const id of outcome.imageIds) await deps.forget(id)
    return outcome
  }

  async function tidy(rows: readonly TrashRow[]): Promise<void> {
    for (const folder of new Set(rows.map((row) => row.folder))) await removeEmptyTrash(files, folder)
  }

  return {
    alone,
    put: (ids) =>
      operation(async () => {
        const rows = rowsOf(ids, 'stored')
        const outcome = await inGroups(rows, {
          begin: (row) =>
            table.trash.beginTrashing(row.seq, {
              trash: trashName(row.id, row.file),
              at: wall(),
              mover: session,
            }),
          each: (row) =>
            moveIntoTrash({ files, placer }, row, trashName(row.id, row.file), (trash) =>
              table.trash.rename(row.seq, trash),
            ),
          done: (row) => table.trash.setTrashed(row.seq),
        })
        if (outcome.problem !== null) await tidy(rows)
        return outcome
      }),
    restore: (ids) =>
      operation(async () => {
        const rows = rowsOf(ids, 'trashed')
        const outcome = await inGroups(rows, {
          begin: (row) => table.trash.beginRestoring(row.seq, session),
          each: (row) => moveOutOfTrash({ files, placer }, row, (file) => table.rename(row.seq, file)),
          done: (row) => table.trash.setStored(row.seq),
        })
        await tidy(rows)
        const images = outcome.imageIds.flatMap((id) => table.listed.byId(id)?.image ?? [])
        return { ...outcome, images }
      }),
    purge: (ids) => operation(() => purgeRows(rowsOf(ids, 'trashed'))),
    purgeBefore: (time, limit) => operation(() => purgeRows(table.trash.before(time, limit))),
    newestTime: () => guarded(() => table.trash.newestTime()),
    size: () => guarded(() => table.trash.size()),
  }
}
