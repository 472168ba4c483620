import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import type { ImageId, JobId } from '../../../shared/ids.ts'
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts'
import { TRASH_FOLDER } from '../../gallery/trash/trash-place.ts'
import { HttpBench } from './bench.ts'

const FILES = join(import.meta.dirname, 'earlier-versions')
const VERSIONS = ['layout-1', 'layout-4', 'layout-5', 'layout-6-extra', 'layout-6-runs'] as const

interface Kept {
  readonly index: number
  readonly seed: number
  readonly file: string
}
/** What that version had made before it ended. */
interface Made {
  readonly first: { readonly id: JobId; readonly images: readonly (Kept & { readonly id: ImageId })[] }
  readonly favourite?: ImageId
  readonly trashed?: ImageId
  readonly second: { readonly id: JobId; readonly requested: number; readonly stored: readonly Kept[] }
  readonly third: { readonly id: JobId }
  readonly history?: readonly JobId[]
}

/** Puts the files of a version into a folder, with a picture wherever its index has one. */
async function asLeftBy(version: string, folder: string): Promise<void> {
  const [config, pictures] = [join(folder, 'config'), join(folder, 'pictures')]
  await mkdir(config, { recursive: true })
  for (const name of ['settings.json', 'workers.json'])
    await copyFile(join(FILES, version, name), join(config, name))
  const index = join(config, 'gallery.db')
  await writeFile(index, gunzipSync(await readFile(join(FILES, version, 'gallery.db.gz'))))
  const db = new DatabaseSync(index)
  db.prepare('UPDATE folders SET path = ?').run(pictures)
  db.prepare(
    "UPDATE jobs SET record = json_set(record, '$.folder', ?) WHERE json_extract(record, '$.folder') IS NOT NULL",
  ).run(pictures)
  const rows = db.prepare('SELECT * FROM images').all()
  db.close()
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#123' } })
    .png()
    .toBuffer()
  for (const { file, trash } of rows) {
    const path = trash == null ? String(file) : join(TRASH_FOLDER, String(trash))
    await mkdir(dirname(join(pictures, path)), { recursive: true })
    await writeFile(join(pictures, path), picture)
  }
}

const range = (length: number) => Array.from({ length }, (_, at) => at)

it.each(VERSIONS)(
  'opens what %s left behind with nothing lost, and makes what was missing',
  async (version) => {
    const made = JSON.parse(await readFile(join(FILES, version, 'made.json'), 'utf8')) as Made
    const written = JSON.parse(await readFile(join(FILES, version, 'settings.json'), 'utf8'))
    await using bench = await HttpBench.open({ resume: true, before: (folder) => asLeftBy(version, folder) })
    const { handlers, gallery } = bench.app
    const { settings, workers, jobs } = await handlers.snapshot({})

    expect(bench.notices.map(({ title }) => title)).toEqual([
      'Job 2 was not finished',
      'Job 3 was not finished',
    ])
    expect((await readdir(join(bench.folder, 'config'))).filter((name) => name.includes('broken'))).toEqual(
      [],
    )
    const { version: _version, form, formDefaults, ...plain } = written
    expect(settings).toMatchObject(plain)
    for (const [read, was] of [
      [settings.form, form],
      [settings.formDefaults, formDefaults ?? DEFAULT_SETTINGS.formDefaults],
    ] as const) {
      const { extra: _extra, ...own } = was
      expect(read).toMatchObject({ ...DEFAULT_REQUEST, ...own, ...(was.extra?.tiling && OWN_BY_NOW) })
    }
    expect(settings.form.extra).toEqual(form.extra === undefined ? {} : { eta: 0.5 })
    expect(workers.map(({ config }) => [config.name, config.url, config.lane])).toEqual([
      ['parked', 'http://127.0.0.1:9', 'off'],
    ])

    const kept = made.first.images.filter(({ id }) => id !== made.trashed)
    expect(gallery.imagesOfJob(made.first.id)).toMatchObject(
      kept.map((image) => ({ ...image, favourite: image.id === made.favourite, steps: 12 })),
    )
    const listed = (more: object) =>
      gallery.list({ jobId: null, text: null, limit: 100, after: null, ...more }).images.map(({ id }) => id)
    expect(listed({ text: 'café' }).sort()).toEqual(kept.map(({ id }) => id).sort())
    expect(listed({ favourite: true })).toEqual(made.favourite === undefined ? [] : [made.favourite])
    expect(listed({ trash: true })).toEqual(made.trashed === undefined ? [] : [made.trashed])
    const past = await handlers.listHistory({ text: null })
    expect(past.jobs.map(({ id }) => id)).toEqual(made.history ?? [])
    for (const jobId of made.history ?? [])
      expect((await handlers.pastJob({ jobId })).job).toMatchObject({ stored: 4, request: { steps: 12 } })

    expect(jobs.map(({ id, state, requested, stored }) => [id, state, requested, stored])).toEqual([
      [made.second.id, 'paused', made.second.requested, made.second.stored.length],
      [made.third.id, 'paused', 5, 0],
    ])
    if (form.extra?.tiling) expect(jobs[0]?.request).toMatchObject({ ...OWN_BY_NOW, extra: { eta: 0.5 } })

    await bench.add('argon', { ipm: 600 })
    for (const { id } of [made.second, made.third]) await handlers.resumeJob({ jobId: id })
    for (const { id } of jobs)
      expect(await bench.done({ id, number: 0 })).toMatchObject({ state: 'finished' })
    const second = bench.pictures(made.second)
    expect(second.map(({ index }) => index)).toEqual(range(made.second.requested))
    // Runs of a grid begin anew at the seed.
    const run = jobs[0]?.request.images ?? 0
    expect(second.map(({ seed }) => seed)).toEqual(
      range(made.second.requested).map((at) => 5000 + (at % run)),
    )
    expect(second.slice(0, made.second.stored.length)).toMatchObject(made.second.stored)
    expect(bench.pictures(made.third).filter(({ bonus }) => !bonus)).toHaveLength(5)
  },
)

/** What stood in `extra` under its name in the body has a field by now. */
const OWN_BY_NOW = { tiling: true, refiner: { checkpoint: 'dreamshaper_8', switchAt: 0.7 } }
