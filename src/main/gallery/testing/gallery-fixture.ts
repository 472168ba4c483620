import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DEFAULT_REQUEST, type GenerationRequest } from '../../../shared/generation.ts'
import { JobId, WorkerId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { PANEL } from '../../../shared/origin.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { ImageMeta, JobRecord } from '../../core/ports.ts'
import { type Gallery, type GalleryOptions, openGallery } from '../gallery.ts'
import { endSession } from '../session.ts'
import { SPOOL_FOLDER } from '../spool.ts'
import { infotextOf, rawImage } from './pictures.ts'

export const REQUEST: GenerationRequest = {
  ...DEFAULT_REQUEST,
  prompt: 'a herd of cows, sunny valley',
  negativePrompt: 'fog',
  width: 64,
  height: 64,
  images: 4,
  seed: 1000,
}

/** A temporary folder with an output folder and an index in it, and galleries opened on them. */
export class GalleryFixture {
  readonly root = mkdtempSync(join(tmpdir(), 'tributary-gallery-'))
  readonly databaseFile = join(this.root, 'data', 'gallery.db')
  readonly reports: string[] = []
  folder = join(this.root, 'pictures')
  template = '{date}/{job}-{index}-{seed}.{ext}'
  now = Date.UTC(2026, 10, 24, 12, 0, 0)
  readonly #open: Gallery[] = []

  /** Opens, and waits until what a crash left behind is stored. */
  async open(more: Partial<GalleryOptions> = {}): Promise<Gallery> {
    const gallery = await openGallery({
      databaseFile: this.databaseFile,
      folder: () => this.folder,
      template: () => this.template,
      wall: () => this.now++,
      livePreview: () => null,
      report: (what) => this.reports.push(inWords(what)),
      ...more,
    })
    this.#open.push(gallery)
    await gallery.leftovers
    return gallery
  }

  /** Opens anew, and waits until the look at the folders is over. */
  async reopen(more: Partial<GalleryOptions> = {}): Promise<Gallery> {
    const gallery = await this.open(more)
    await gallery.reconciled
    return gallery
  }

  /** The galleries opened so far are as dead as after a crash: what they left behind is nobody's. */
  crash(): void {
    this.#open.length = 0
    const db = new DatabaseSync(this.databaseFile)
    const owners = db.prepare('SELECT DISTINCT owner FROM jobs').all()
    db.close()
    for (const session of [...this.sessions(), ...owners.map((row) => String(row.owner))]) endSession(session)
  }

  /** names of the sessions that left a spool */
  sessions(): string[] {
    return names(join(this.folder, SPOOL_FOLDER))
  }

  /** files waiting in the spool */
  spooled(): string[] {
    return this.sessions().flatMap((session) => names(join(this.folder, SPOOL_FOLDER, session)))
  }

  /** files of the output folder, without what is hidden, sorted */
  files(): string[] {
    mkdirSync(this.folder, { recursive: true })
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(this.folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((file) => !file.startsWith('.'))
      .sort()
  }

  async clear(): Promise<void> {
    await Promise.all(this.#open.map((gallery) => gallery.stop()))
    rmSync(this.root, { recursive: true, force: true })
  }
}

export function jobRecord(changes: Partial<JobRecord> = {}): JobRecord {
  return {
    id: JobId.parse('job-1'),
    number: 1,
    request: REQUEST,
    seed: 1000,
    subseed: 7,
    state: 'running',
    origin: PANEL,
    priority: 'normal',
    bonusPlanned: 0,
    submittedAt: 1_000,
    finishedAt: null,
    makespanSeconds: null,
    predictedSeconds: null,
    folder: '/pictures',
    ...changes,
  }
}

export function metaOf(index: number, changes: Partial<ImageMeta> = {}): ImageMeta {
  return {
    jobId: JobId.parse('job-1'),
    jobNumber: 1,
    index,
    seed: 1000 + index,
    subseed: 7 + index,
    bonus: false,
    workerId: WorkerId.parse('argon'),
    workerName: 'argon',
    request: REQUEST,
    infotext: infotextOf(REQUEST, 1000 + index),
    flags: [],
    seconds: 1.5,
    ...changes,
  }
}

/** Spools and commits one picture as the dispatcher does. */
export async function store(gallery: Gallery, meta: ImageMeta): Promise<StoredImage> {
  return gallery.commit(await gallery.spool(rawImage(meta.infotext)), meta)
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // Nothing was ever put there.
    return []
  }
}
