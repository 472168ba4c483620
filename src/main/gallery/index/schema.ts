import type { DatabaseSync } from 'node:sqlite'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import { inTransaction } from './transaction.ts'

/**
 * One step per version; steps are only ever added. A picture's row goes through `committing` (its file is about to get its name: `file` is
 * that name and `spool` where it waits), `stored` (in its place and listed) and `missing` (the file is gone; not listed). What a person
 * deletes goes from `stored` through `trashing` to `trashed`, back through `restoring`, or on to `purged` (the file was deleted for good;
 * the row stays, so that the image counts as made). `trash` is its path inside the trash folder, `mover` the session that moves it now.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE folders (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
  CREATE TABLE prompts (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    prompt TEXT NOT NULL,
    negative_prompt TEXT NOT NULL
  );
  CREATE VIRTUAL TABLE prompt_words USING fts5(
    prompt, negative_prompt, content='prompts', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER prompts_added AFTER INSERT ON prompts BEGIN
    INSERT INTO prompt_words (rowid, prompt, negative_prompt) VALUES (new.id, new.prompt, new.negative_prompt);
  END;
  CREATE TABLE images (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('committing', 'stored', 'missing')),
    folder_id INTEGER NOT NULL REFERENCES folders (id),
    file TEXT NOT NULL,
    spool TEXT,
    job_id TEXT NOT NULL,
    job_number INTEGER NOT NULL,
    image_index INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    subseed INTEGER NOT NULL,
    bonus INTEGER NOT NULL,
    worker_id TEXT,
    worker_name TEXT NOT NULL,
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    prompt_id INTEGER NOT NULL REFERENCES prompts (id),
    checkpoint TEXT,
    sampler TEXT,
    steps INTEGER,
    infotext TEXT,
    flags TEXT NOT NULL,
    seconds REAL,
    stored_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX images_of_job ON images (job_id, image_index);
  CREATE INDEX images_of_prompt ON images (prompt_id);
  CREATE INDEX images_listed ON images (seq) WHERE state = 'stored';
  CREATE INDEX images_unsettled ON images (seq) WHERE state <> 'stored';
  CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    submitted_at INTEGER NOT NULL,
    owner TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX jobs_by_age ON jobs (submitted_at);
  `,
  `
  ALTER TABLE jobs ADD COLUMN place INTEGER;
  `,
  `
  CREATE TABLE past_jobs (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    finished_at INTEGER NOT NULL,
    prompt TEXT NOT NULL,
    line TEXT NOT NULL,
    whole TEXT NOT NULL,
    cleared_at INTEGER
  ) STRICT;
  CREATE INDEX past_jobs_by_age ON past_jobs (finished_at);
  `,
  `
  ALTER TABLE images ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX images_marked ON images (seq) WHERE favourite = 1;
  CREATE INDEX images_facets ON images (worker_name, checkpoint) WHERE state = 'stored';
  `,
  // SQLite cannot change a CHECK: the table is made anew.
  `
  CREATE TABLE images_anew (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (
      state IN ('committing', 'stored', 'missing', 'trashing', 'trashed', 'restoring', 'purged')
    ),
    folder_id INTEGER NOT NULL REFERENCES folders (id),
    file TEXT NOT NULL,
    spool TEXT,
    job_id TEXT NOT NULL,
    job_number INTEGER NOT NULL,
    image_index INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    subseed INTEGER NOT NULL,
    bonus INTEGER NOT NULL,
    worker_id TEXT,
    worker_name TEXT NOT NULL,
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    prompt_id INTEGER NOT NULL REFERENCES prompts (id),
    checkpoint TEXT,
    sampler TEXT,
    steps INTEGER,
    infotext TEXT,
    flags TEXT NOT NULL,
    seconds REAL,
    stored_at INTEGER NOT NULL,
    favourite INTEGER NOT NULL DEFAULT 0,
    trash TEXT,
    trashed_at INTEGER,
    mover TEXT
  ) STRICT;
  INSERT INTO images_anew (
    seq, id, state, folder_id, file, spool, job_id, job_number, image_index, seed, subseed, bonus,
    worker_id, worker_name, format, bytes, width, height, prompt_id, checkpoint, sampler, steps, infotext,
    flags, seconds, stored_at, favourite
  )
  SELECT
    seq, id, state, folder_id, file, spool, job_id, job_number, image_index, seed, subseed, bonus,
    worker_id, worker_name, format, bytes, width, height, prompt_id, checkpoint, sampler, steps, infotext,
    flags, seconds, stored_at, favourite
  FROM images;
  DROP TABLE images;
  ALTER TABLE images_anew RENAME TO images;
  CREATE INDEX images_of_job ON images (job_id, image_index);
  CREATE INDEX images_of_prompt ON images (prompt_id);
  CREATE INDEX images_listed ON images (seq) WHERE state = 'stored';
  CREATE INDEX images_unsettled ON images (state, seq) WHERE state <> 'stored';
  CREATE INDEX images_marked ON images (seq) WHERE favourite = 1;
  CREATE INDEX images_facets ON images (worker_name, checkpoint) WHERE state = 'stored';
  CREATE INDEX images_in_trash ON images (trashed_at, bytes) WHERE state = 'trashed';
  `,
  `
  CREATE INDEX images_by_time ON images (stored_at) WHERE state = 'stored';
  `,
  // What came beside pictures, and with which: it is kept as long as one of them.
  `
  CREATE TABLE attachments (
    id TEXT PRIMARY KEY,
    folder_id INTEGER NOT NULL REFERENCES folders (id),
    file TEXT NOT NULL,
    format TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    place INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE attached (
    image_id TEXT NOT NULL,
    attachment_id TEXT NOT NULL REFERENCES attachments (id),
    PRIMARY KEY (image_id, attachment_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attached_by_attachment ON attached (attachment_id);
  `,
]

/**
 * The pictures for queries about the few that are on their way or missing, whose condition must repeat `state <> 'stored'`. The index is named
 * because SQLite, which knows only how many rows a state has on average, reads all pictures instead once most were deleted. What is joined to
 * it comes by CROSS JOIN, which SQLite never turns round.
 */
export const UNSETTLED = 'images INDEXED BY images_unsettled'

/** Brings a database to the newest version. Throws when it was made by a newer Tributary: nothing is changed then. */
export function migrate(db: DatabaseSync): void {
  db.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT')
  if (versionOf(db) === STEPS.length) return
  inTransaction(db, () => {
    // Asked again: another process may have been quicker.
    for (const step of STEPS.slice(versionOf(db))) db.exec(step)
    db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('schema', ?)").run(String(STEPS.length))
  })
}

function versionOf(db: DatabaseSync): number {
  const stored = db.prepare("SELECT value FROM meta WHERE key = 'schema'").get()?.value ?? '0'
  const version = Number(stored)
  if (Number.isInteger(version) && version >= 0 && version <= STEPS.length) return version
  throw new TributaryError(
    'storage-broken',
    reason('gallery.index-newer', { found: String(stored), known: String(STEPS.length) }),
    reason('gallery.index-newer.remedy'),
  )
}
