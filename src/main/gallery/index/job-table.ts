import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { DEFAULT_REQUEST, GenerationRequest } from '../../../shared/generation.ts'
import { JobId } from '../../../shared/ids.ts'
import { isRecord } from '../../../shared/is-record.ts'
import { JobStateName } from '../../../shared/job.ts'
import { StoredOrigin } from '../../../shared/origin.ts'
import { StoredPriority } from '../../../shared/priority.ts'
import { withOwnFields } from '../../../shared/stored-request.ts'
import { PromptStyle } from '../../../shared/styles.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { JobRecord, Journal } from '../../core/ports.ts'
import type { Wildcards } from '../../core/prompt/wildcard-lists.ts'
import { sessionLives } from '../session.ts'
import { databaseProblem } from '../storage-error.ts'
import type { Row } from './image-row.ts'
import { inTransaction } from './transaction.ts'

/** Which jobs there are and were; what survives a crash. */
export interface JobJournal extends Journal {
  /** newest first, at most the newest thousand */
  records(): JobRecord[]
  /** jobs that were neither finished, cancelled nor failed, in the order of the queue; without those another running process works on */
  unfinished(): JobRecord[]
  /** One job, over or not; undefined: not known any more. */
  find(id: JobId): JobRecord | undefined
  /** The queue was paused, and nobody has resumed it since. */
  pauseKept(): boolean
  /** Forgets a job; its pictures stay. */
  remove(id: JobId): void
}

/** Lists as pairs: a name like `__proto__` is no key of an object. */
const StoredWildcards = z
  .object({ lists: z.array(z.tuple([z.string(), z.array(z.string())])), loras: z.array(z.string()) })
  .transform(({ lists, loras }): Wildcards => ({ lists: new Map(lists), loras }))

const stored = ({ wildcards, ...record }: JobRecord): string =>
  JSON.stringify(
    wildcards === undefined
      ? record
      : { ...record, wildcards: { ...wildcards, lists: [...wildcards.lists] } },
  )

const Record = z.object({
  id: JobId,
  number: z.number().int(),
  origin: StoredOrigin,
  priority: StoredPriority,
  /** options that came later take their defaults */
  request: z.preprocess(
    (stored) => (isRecord(stored) ? { ...DEFAULT_REQUEST, ...(withOwnFields(stored) as object) } : stored),
    GenerationRequest,
  ),
  seed: z.number().int(),
  subseed: z.number().int(),
  wildcards: StoredWildcards.exactOptional(),
  styleTexts: z.array(PromptStyle).exactOptional(),
  state: JobStateName,
  bonusPlanned: z.number().int(),
  submittedAt: z.number(),
  finishedAt: z.number().nullable(),
  makespanSeconds: z.number().nullable(),
  predictedSeconds: z.number().nullable(),
  folder: z.string().exactOptional(),
})

const MOST_RECORDS = 1_000
const OVER = "('finished', 'cancelled', 'failed')"

/** The journal in the index's database. `session` names this process, so that two processes do not resume each other's jobs. */
export function createJobJournal(options: {
  readonly db: DatabaseSync
  readonly file: string
  readonly session: string
  readonly report: (what: Reason) => void
  /** of the pictures, absolute, as of now */
  readonly folder: () => string
}): JobJournal & { flush(): void } {
  const { db, file, session, report } = options
  const upsert = db.prepare(`
    INSERT INTO jobs (id, number, state, submitted_at, owner, record) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET number = excluded.number, state = excluded.state, owner = excluded.owner, record = excluded.record`)
  const newest = db.prepare(
    'SELECT id, number, record FROM jobs ORDER BY submitted_at DESC, number DESC LIMIT ?',
  )
  const open = db.prepare(
    `SELECT id, number, owner, record FROM jobs WHERE state NOT IN ${OVER} ORDER BY place IS NULL, place, submitted_at, number`,
  )
  const place = db.prepare('UPDATE jobs SET place = ? WHERE id = ?')
  const drop = db.prepare('DELETE FROM jobs WHERE id = ?')
  const pausing = db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('queue-paused', ?)")
  const pause = db.prepare("SELECT value FROM meta WHERE key = 'queue-paused'")
  const one = db.prepare('SELECT id, number, record FROM jobs WHERE id = ?')
  const known = db.prepare("SELECT json_extract(record, '$.folder') AS folder FROM jobs WHERE id = ?")
  const raise = db.prepare(`
    INSERT INTO meta (key, value) VALUES ('job-number', '1')
    ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value`)
  /** what could not be written yet, newest state per job */
  const waiting = new Map<JobId, JobRecord>()

  /** A job that is resumed somewhere else is still told by where it began. */
  const folderOf = ({ id, folder }: JobRecord): string => {
    const noted = known.get(id)?.folder
    return folder ?? (typeof noted === 'string' ? noted : options.folder())
  }
  const put = (record: JobRecord) =>
    upsert.run(
      record.id,
      record.number,
      record.state,
      Math.round(record.submittedAt),
      session,
      stored({ ...record, folder: folderOf(record) }),
    )
  const flush = () => {
    for (const [id, record] of waiting) {
      put(record)
      waiting.delete(id)
    }
  }
  const complained = new Set<string>()
  const read = (row: Row): JobRecord[] => {
    const parsed = Record.safeParse(parseJson(String(row.record)))
    if (parsed.success) return [parsed.data]
    const id = String(row.id)
    if (!complained.has(id)) report(reason('gallery.journal-entry-broken', { job: String(row.number) }))
    complained.add(id)
    return []
  }

  return {
    nextJobNumber() {
      try {
        return Number(raise.get()?.value)
      } catch (error) {
        throw databaseProblem(error, file)
      }
    },
    save(record) {
      try {
        if (known.get(record.id) === undefined) {
          // A job that was promised must be known after a power cut too: this one write waits for the disk.
          db.exec('PRAGMA synchronous = FULL')
          try {
            put(record)
          } finally {
            db.exec('PRAGMA synchronous = NORMAL')
          }
        } else {
          waiting.set(record.id, record)
          flush()
        }
      } catch (error) {
        const problem = databaseProblem(error, file)
        if (!waiting.has(record.id)) throw problem
        // The job is known on disk, in an older state: it goes on, and its newest state is written with the next change.
        report(reason('gallery.journal-not-written', { error: problem.what }))
      }
    },
    arrange(order) {
      try {
        inTransaction(db, () => {
          for (const [at, id] of order.entries()) place.run(at, id)
        })
      } catch (error) {
        // The order holds for this run; a restart falls back to the one before.
        report(reason('gallery.order-not-written', { error: databaseProblem(error, file).what }))
      }
    },
    keepPause(paused) {
      try {
        pausing.run(paused ? '1' : '0')
      } catch (error) {
        // It holds for this run; a restart falls back to the one before.
        report(reason('gallery.pause-not-written', { error: databaseProblem(error, file).what }))
      }
    },
    pauseKept: () => pause.get()?.value === '1',
    records: () => newest.all(MOST_RECORDS).flatMap((row) => read(row)),
    unfinished: () =>
      open.all().flatMap((row) => {
        const owner = String(row.owner)
        return owner !== session && sessionLives(owner) ? [] : read(row)
      }),
    find(id) {
      const row = one.get(id)
      return waiting.get(id) ?? (row === undefined ? undefined : read(row)[0])
    },
    remove(id) {
      waiting.delete(id)
      try {
        drop.run(id)
      } catch (error) {
        throw databaseProblem(error, file)
      }
    },
    flush,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: fails the schema and is reported there.
    return null
  }
}
