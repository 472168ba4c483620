import type { DatabaseSync } from 'node:sqlite'

/** An id, in a request's own fields or in a reference inside its extra fields. Another number that looks so keeps a file for longer, no more. */
const INPUT_ID = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g
const ROWS = 20

/** Ids of all inputs that a text with requests in it may refer to. */
export const inputIdsIn = (text: string): string[] => text.match(INPUT_ID) ?? []

/** Ids of all inputs that the jobs of the journal and of the history refer to, those cleared from it that can still come back among them; in steps. */
export function* referredInputs(db: DatabaseSync): Generator<void, Set<string>> {
  const found = new Set<string>()
  for (const [table, column] of [
    ['jobs', 'record'],
    ['past_jobs', 'whole'],
  ] as const) {
    const next = db.prepare(
      `SELECT id, ${column} AS text FROM ${table} WHERE id > ? ORDER BY id LIMIT ${ROWS}`,
    )
    for (let after = ''; ; ) {
      const rows = next.all(after)
      for (const row of rows) for (const id of inputIdsIn(String(row.text))) found.add(id)
      const last = rows.at(-1)
      if (last === undefined) break
      after = String(last.id)
      yield
    }
  }
  return found
}
