import { TurnBudget } from './turn-budget.ts'

/** Entries of a list that are kept. */
const MOST_ENTRIES = 20_000
/** Rows that are read at a stretch; with names of the greatest length they take a few ms. */
const PIECE = 250
/** Lists of many servers come together: all of them share a turn of the event loop. */
const ROWS_PER_TURN = new TurnBudget(2 * PIECE)

/** What `read` makes of the rows of a list, in order, over as many turns of the event loop as it takes. */
export async function readRows<Read>(
  rows: readonly unknown[],
  read: (row: unknown) => readonly Read[],
): Promise<Read[]> {
  const all: Read[] = []
  const end = Math.min(rows.length, MOST_ENTRIES)
  for (let at = 0; at < end; at += PIECE) {
    const piece = rows.slice(at, Math.min(at + PIECE, end))
    await ROWS_PER_TURN.take(piece.length)
    for (const row of piece) all.push(...read(row))
  }
  return all
}
