import type { GalleryFiles } from '../gallery-files.ts'
import type { TrashRow } from '../index/trash-rows.ts'
import { syncFolders } from '../sync-folders.ts'

/** A picture that has moved, until that is durable. */
export interface Move {
  /** folders that got a name by it, and those that lost one */
  readonly gained: readonly string[]
  readonly lost: readonly string[]
  /** What follows once the move is durable. Never rejects. */
  readonly complete: () => Promise<void>
  /** Takes the move back, as far as that can be done. Never rejects. */
  readonly undo: () => Promise<void>
}

/**
 * Moves pictures side by side and flushes each of their folders once: first those that got names, then those that lost them. A folder that
 * cannot be flushed fails the pictures that need it; they are taken back. `move` answers null where there is nothing to flush. Never
 * rejects: answers what failed, with what was thrown.
 */
export async function moveGroup(
  files: GalleryFiles,
  rows: readonly TrashRow[],
  move: (row: TrashRow) => Promise<Move | null>,
): Promise<ReadonlyMap<TrashRow, unknown>> {
  const failures = new Map<TrashRow, unknown>()
  const moves = new Map<TrashRow, Move>()
  await Promise.all(
    rows.map(async (row) => {
      try {
        const moved = await move(row)
        if (moved !== null) moves.set(row, moved)
      } catch (error) {
        failures.set(row, error)
      }
    }),
  )
  for (const side of ['gained', 'lost'] as const) {
    const unflushed = await syncFolders(
      files,
      [...moves.values()].flatMap((moved) => moved[side]),
    )
    for (const [row, moved] of moves) {
      const folder = moved[side].find((each) => unflushed.has(each))
      if (folder === undefined) continue
      failures.set(row, unflushed.get(folder))
      moves.delete(row)
      await moved.undo()
    }
  }
  await Promise.all(Array.from(moves.values(), (moved) => moved.complete()))
  return failures
}
