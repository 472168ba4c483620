import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import { HISTORY_LIMITS, lineOf, PastJob, PastJobLine } from '../../../shared/history.ts'
import type { JobId } from '../../../shared/ids.ts'
import { withOwnFields } from '../../../shared/stored-request.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { TributaryError } from '../../core/failure.ts'
import { databaseProblem } from '../storage-error.ts'
import type { Row } from './image-row.ts'

/** Jobs that are over. Bounded by count; what cannot be read is left out. */
export interface JobHistory {
  /** Keeps a job, or its newer numbers. Never throws: a job is not lost with its numbers. */
  save(past: PastJob): void
  /** Newest first; `text`: only those whose prompt holds each of its words. Throws a `storage-*` TributaryError. */
  list(text: string | null): PastJobLine[]
  /** Their prompts, each once, newest first. Throws as `list`. */
  prompts(): string[]
  /** The same of their negative prompts, as far as their jobs are of usual size. Throws as `list`. */
  negativePrompts(): string[]
  /** Throws `not-found`. */
  get(id: JobId): PastJob
  /** Takes these jobs, or all (null), off the list; the token puts them back. */
  clear(ids: readonly JobId[] | null): { token: number; count: number }
  /** How many came back: none once the token is a day old. */
  restore(token: number): number
}

/** ms for which what was cleared can be put back */
const UNDO_MS = 24 * 3600_000
/** Characters of one job; more is not read, whoever wrote it. */
const MOST_CHARACTERS = 8_000_000
const MOST_LINE_CHARACTERS = 20_000

/** Jobs whose negative prompts are looked for, and characters of one of them. */
const MOST_SEARCHED = 300
const MOST_SEARCHED_CHARACTERS = 30_000

/** Prompts of rows, each once, as many as are kept in all. */
function onceEach(rows: readonly Row[]): string[] {
  let left: number = HISTORY_LIMITS.promptCharacters
  const kept = new Set<string>()
  for (const { prompt } of rows) {
    const text = typeof prompt === 'string' ? prompt : ''
    if (text.trim() === '' || kept.has(text)) continue
    left -= text.length
    if (left < 0) break
    kept.add(text)
  }
  return [...kept]
}

const Stored = z.preprocess((stored) => withDefaults(stored), PastJob)

/** The history in the index's database. `wall`: epoch ms. */
export function createJobHistory(options: {
  readonly db: DatabaseSync
  readonly file: string
  readonly wall: () => number
  readonly report: (what: Reason) => void
}): JobHistory {
  const { db, file, wall, report } = options
  const upsert = db.prepare(`
    INSERT INTO past_jobs (id, number, finished_at, prompt, line, whole) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
      finished_at = excluded.finished_at, line = excluded.line, whole = excluded.whole`)
  const prune = db.prepare(`
    DELETE FROM past_jobs WHERE cleared_at IS NULL AND id NOT IN (
      SELECT id FROM past_jobs WHERE cleared_at IS NULL ORDER BY finished_at DESC, number DESC LIMIT ${HISTORY_LIMITS.jobs}
    )`)
  const newest = db.prepare(`
    SELECT number, prompt, line FROM past_jobs
    WHERE cleared_at IS NULL AND length(line) <= ${MOST_LINE_CHARACTERS}
    ORDER BY finished_at DESC, number DESC LIMIT ${HISTORY_LIMITS.jobs}`)
  const prompts = db.prepare(`
    SELECT prompt FROM past_jobs WHERE cleared_at IS NULL AND length(prompt) <= ${HISTORY_LIMITS.promptCharacters}
    ORDER BY finished_at DESC, number DESC LIMIT ${HISTORY_LIMITS.jobs}`)
  // Each has to be taken out of a job: those of many thousand images are passed over.
  const negatives = db.prepare(`
    SELECT json_extract(whole, '$.job.request.negativePrompt') AS prompt FROM past_jobs
    WHERE cleared_at IS NULL AND length(whole) <= ${MOST_SEARCHED_CHARACTERS} AND json_valid(whole)
    ORDER BY finished_at DESC, number DESC LIMIT ${MOST_SEARCHED}`)
  const one = db.prepare(
    `SELECT number, whole FROM past_jobs WHERE id = ? AND cleared_at IS NULL AND length(whole) <= ${MOST_CHARACTERS}`,
  )
  const clearAll = db.prepare('UPDATE past_jobs SET cleared_at = ? WHERE cleared_at IS NULL')
  const clearOne = db.prepare('UPDATE past_jobs SET cleared_at = ? WHERE cleared_at IS NULL AND id = ?')
  const putBack = db.prepare('UPDATE past_jobs SET cleared_at = NULL WHERE cleared_at = ?')
  const forget = db.prepare('DELETE FROM past_jobs WHERE cleared_at < ?')
  const complained = new Set<number>()
  let lastToken = 0

  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw databaseProblem(error, file)
    }
  }
  const complain = (number: number) => {
    if (!complained.has(number)) report(reason('gallery.history-entry-broken', { job: number }))
    complained.add(number)
  }
  const readLine = (row: Row): PastJobLine[] => {
    const parsed = PastJobLine.safeParse(parseJson(String(row.line)))
    if (parsed.success) return [parsed.data]
    complain(Number(row.number))
    return []
  }

  return {
    save(past) {
      const { job } = past
      const line = lineOf(job)
      const whole = JSON.stringify(past)
      try {
        if (whole.length > MOST_CHARACTERS) {
          report(reason('gallery.history-too-large', { job: job.number }))
          return
        }
        upsert.run(
          job.id,
          job.number,
          Math.round(line.finishedAt),
          job.request.prompt,
          JSON.stringify(line),
          whole,
        )
        prune.run()
        forget.run(wall() - UNDO_MS)
      } catch (error) {
        const { what } = databaseProblem(error, file)
        report(reason('gallery.history-not-written', { job: job.number, error: what }))
      }
    },
    list(text) {
      const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean)
      const rows = guarded(() => newest.all())
      return rows
        .filter((row) => {
          if (words.length === 0) return true
          const prompt = String(row.prompt).toLowerCase()
          return words.every((word) => prompt.includes(word))
        })
        .flatMap(readLine)
    },
    prompts: () => onceEach(guarded(() => prompts.all())),
    negativePrompts: () => onceEach(guarded(() => negatives.all())),
    get(id) {
      const row = guarded(() => one.get(id))
      if (row === undefined) throw new TributaryError('not-found', reason('gallery.history-no-such-job'))
      const parsed = Stored.safeParse(parseJson(String(row.whole)))
      if (parsed.success) return parsed.data
      complain(Number(row.number))
      throw new TributaryError(
        'storage-broken',
        reason('gallery.history-unreadable', { job: String(row.number) }),
        reason('gallery.history-unreadable.remedy'),
      )
    },
    clear(ids) {
      return guarded(() => {
        lastToken = Math.max(lastToken + 1, Math.round(wall()))
        const token = lastToken
        if (ids === null) return { token, count: Number(clearAll.run(token).changes) }
        const count = ids.reduce((sum, id) => sum + Number(clearOne.run(token, id).changes), 0)
        return { token, count }
      })
    },
    restore: (token) => guarded(() => Number(putBack.run(token).changes)),
  }
}

/** Options of a request that came later take their defaults. */
function withDefaults(stored: unknown): unknown {
  if (!isObject(stored) || !isObject(stored.job) || !isObject(stored.job.request)) return stored
  return {
    ...stored,
    job: { ...stored.job, request: { ...DEFAULT_REQUEST, ...(withOwnFields(stored.job.request) as object) } },
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: fails the schema and is reported there.
    return null
  }
}
