import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ImageId, JobId } from '../../shared/ids.ts'
import { inWords } from '../../shared/words/say.ts'
import { TributaryError } from '../core/failure.ts'
import { failingFiles } from './testing/failing-files.ts'
import { GalleryFixture, metaOf, store } from './testing/gallery-fixture.ts'
import { pngWith, rawImage } from './testing/pictures.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

const job = JobId.parse('job-1')
const all = { jobId: null, after: null, limit: 200 }

describe('storing a picture', () => {
  it('writes it to the hidden spool first, and shows nothing before it is committed', async () => {
    const gallery = await fixture.open()
    const spooled = await gallery.spool(rawImage(null))
    expect(fixture.spooled()).toHaveLength(1)
    expect(fixture.files()).toEqual([])
    expect(gallery.list(all).total).toBe(0)

    const image = await gallery.commit(spooled, metaOf(2))
    expect(fixture.spooled()).toEqual([])
    expect(fixture.files()).toEqual([image.file])
    expect(image.file).toMatch(/^2026-11-24\/1-0002-1002\.png$/)
    expect(readFileSync(join(fixture.folder, image.file)).equals(pngWith(null))).toBe(true)
    expect(gallery.list(all)).toEqual({ images: [image], total: 1 })
    expect(await gallery.imagePath(image.id)).toBe(join(fixture.folder, image.file))
  })

  it('moves the file, flushes the folder, then lists it: in that order', async () => {
    const files = failingFiles()
    const order: string[] = []
    const gallery = await fixture.open({
      fs: {
        ...files,
        place: async (from, to) => {
          await files.place(from, to)
          order.push(`placed, listed ${gallery.list(all).total}`)
        },
        syncFolder: async (path) => {
          await files.syncFolder(path)
          if (path.endsWith('2026-11-24')) order.push(`flushed, listed ${gallery.list(all).total}`)
        },
      },
    })
    await store(gallery, metaOf(0))
    // The first try finds no folder of that day yet.
    expect(order).toEqual(['placed, listed 0', 'flushed, listed 0'])
    expect(gallery.list(all).total).toBe(1)
  })

  it('stores the batches of many workers at once, flushing a folder once per group', async () => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    await store(gallery, metaOf(1000))
    const flushes = files.calls.syncFolder ?? 0
    const spooled = await Promise.all(
      Array.from({ length: 48 }, (_, index) => gallery.spool(rawImage(null, index))),
    )
    const images = await Promise.all(spooled.map((each, index) => gallery.commit(each, metaOf(index))))

    expect(new Set(images.map((image) => image.file)).size).toBe(48)
    expect(gallery.storedIndexes(job)).toEqual([...Array.from({ length: 48 }, (_, index) => index), 1000])
    expect((files.calls.syncFolder ?? 0) - flushes).toBeLessThanOrEqual(2)
  })

  it('forgets what is discarded', async () => {
    const gallery = await fixture.open()
    const spooled = await gallery.spool(rawImage(null))
    await gallery.discard(spooled)
    expect(fixture.spooled()).toEqual([])
    await gallery.discard(spooled)
    await expect(gallery.commit(spooled, metaOf(0))).rejects.toThrow('is not waiting here')
  })

  it('finishes in the folder it was spooled to when the folder changes meanwhile', async () => {
    const gallery = await fixture.open()
    const spooled = await gallery.spool(rawImage(null))
    const before = fixture.folder
    fixture.folder = join(fixture.root, 'elsewhere')
    const image = await gallery.commit(spooled, metaOf(0))
    expect(existsSync(join(before, image.file))).toBe(true)
    expect(await gallery.imagePath(image.id)).toBe(join(before, image.file))

    const next = await store(gallery, metaOf(1))
    expect(await gallery.imagePath(next.id)).toBe(join(fixture.folder, next.file))
  })

  it('removes its spool folder when it stops', async () => {
    const gallery = await fixture.open()
    await store(gallery, metaOf(0))
    await gallery.stop()
    expect(existsSync(join(fixture.folder, '.tributary-spool'))).toBe(false)
  })
})

describe('names that are taken', () => {
  it('never overwrites: the next free name is used', async () => {
    fixture.template = 'same.{ext}'
    mkdirSync(fixture.folder)
    writeFileSync(join(fixture.folder, 'same.png'), "somebody else's")
    const gallery = await fixture.open()
    const one = await store(gallery, metaOf(0))
    const spooled = await Promise.all([1, 2, 3].map((index) => gallery.spool(rawImage(null, index))))
    const more = await Promise.all(spooled.map((each, at) => gallery.commit(each, metaOf(at + 1))))

    expect(readFileSync(join(fixture.folder, 'same.png'), 'utf8')).toBe("somebody else's")
    expect([one, ...more].map((image) => image.file).sort()).toEqual([
      'same (2).png',
      'same (3).png',
      'same (4).png',
      'same (5).png',
    ])
    for (const image of [one, ...more]) expect(await gallery.imagePath(image.id)).not.toBeNull()
  })

  it('keeps hostile templates and names inside the folder', async () => {
    const gallery = await fixture.open()
    for (const [index, template] of [
      '../../{seed}',
      '/tmp/{seed}',
      '{worker}/{seed}',
      'con/{prompt}',
    ].entries()) {
      fixture.template = template
      await store(gallery, metaOf(index, { workerName: '../../../escape' }))
    }
    expect(fixture.files()).toHaveLength(4)
    expect(existsSync(join(fixture.root, '1000.png'))).toBe(false)
  })
})

describe('a disk that refuses', () => {
  it('says that it is full, names the folder, leaves nothing behind, and goes on when there is room', async () => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    files.fail('ENOSPC')
    const error = await gallery.spool(rawImage(null)).catch((each: unknown) => each)
    expect(error).toBeInstanceOf(TributaryError)
    expect(error).toMatchObject({ kind: 'storage-full', message: expect.stringContaining(fixture.folder) })
    expect(inWords((error as TributaryError).remedy ?? '')).toContain('Free some space')
    expect(fixture.spooled()).toEqual([])

    files.heal()
    expect((await store(gallery, metaOf(0))).index).toBe(0)
  })

  it.each([
    ['ENOSPC', 'storage-full'],
    ['EDQUOT', 'storage-full'],
    ['EACCES', 'storage-denied'],
    ['EROFS', 'storage-denied'],
    ['EIO', 'storage-broken'],
  ])('keeps a spooled picture through a commit that fails with %s', async (code, kind) => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    const spooled = await gallery.spool(rawImage(null))
    files.fail(code)
    await expect(gallery.commit(spooled, metaOf(0))).rejects.toMatchObject({ kind })
    expect(fixture.spooled()).toHaveLength(1)
    expect(gallery.list(all).total).toBe(0)

    files.heal()
    const image = await gallery.commit(spooled, metaOf(0))
    expect(fixture.files()).toEqual([image.file])
    expect(gallery.list(all).images).toEqual([image])
  })

  it('stores one picture once when only the flush of its folder failed', async () => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    const spooled = await gallery.spool(rawImage(null))
    files.fail('EIO', ['syncFolder'])
    await store(gallery, metaOf(9)).catch(() => {})
    await expect(gallery.commit(spooled, metaOf(0))).rejects.toMatchObject({ kind: 'storage-broken' })
    files.heal()
    const image = await gallery.commit(spooled, metaOf(0))
    expect(fixture.files()).toEqual([image.file])
    expect(gallery.storedIndexes(job)).toEqual([0])
  })

  it('lets the others of a group through when one fails', async () => {
    const files = failingFiles()
    let broken = true
    const gallery = await fixture.open({
      fs: {
        ...files,
        place: (from, to) =>
          broken && to.includes('-1001')
            ? Promise.reject(Object.assign(new Error('no'), { code: 'EIO' }))
            : files.place(from, to),
      },
    })
    const spooled = await Promise.all([0, 1, 2].map((index) => gallery.spool(rawImage(null, index))))
    const outcomes = await Promise.allSettled(
      spooled.map((each, index) => gallery.commit(each, metaOf(index))),
    )
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(gallery.storedIndexes(job)).toEqual([0, 2])
    broken = false
    await gallery.commit(spooled[1] ?? expect.fail('not spooled'), metaOf(1))
    expect(gallery.storedIndexes(job)).toEqual([0, 1, 2])
  })

  it('refuses with words where the output folder is a file', async () => {
    writeFileSync(fixture.folder, '')
    const gallery = await fixture.open()
    await expect(gallery.spool(rawImage(null))).rejects.toMatchObject({
      kind: 'storage-denied',
      message: expect.stringContaining(fixture.folder),
    })
  })

  it('says when a waiting picture was taken away with its folder, and stores it when that is back', async () => {
    const gallery = await fixture.open()
    const spooled = await gallery.spool(rawImage(null))
    const away = join(fixture.root, 'away')
    renameSync(fixture.folder, away)
    await expect(gallery.commit(spooled, metaOf(0))).rejects.toMatchObject({ kind: 'storage-broken' })
    renameSync(away, fixture.folder)
    expect((await gallery.commit(spooled, metaOf(0))).index).toBe(0)
  })

  it('says when a waiting picture alone was deleted, which nobody need wait for', async () => {
    const gallery = await fixture.open()
    const spooled = await gallery.spool(rawImage(null))
    const [session] = fixture.sessions()
    const [name] = fixture.spooled()
    rmSync(join(fixture.folder, '.tributary-spool', String(session), String(name)))
    await expect(gallery.commit(spooled, metaOf(0))).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('does not open where the folder of the index cannot be made', async () => {
    writeFileSync(join(fixture.root, 'data'), 'a file')
    await expect(fixture.open()).rejects.toMatchObject({ kind: 'storage-denied' })
  })
})

describe('listing', () => {
  it('pages from the newest on, without gaps or doubles while new pictures come', async () => {
    const gallery = await fixture.open()
    for (let index = 0; index < 7; index++) await store(gallery, metaOf(index))
    const first = gallery.list({ ...all, limit: 3 })
    await store(gallery, metaOf(7))
    const second = gallery.list({ ...all, limit: 3, after: first.images.at(-1)?.id ?? null })
    const third = gallery.list({ ...all, limit: 3, after: second.images.at(-1)?.id ?? null })
    const indexes = [first, second, third].map((page) => page.images.map((image) => image.index))
    expect(indexes).toEqual([[6, 5, 4], [3, 2, 1], [0]])
    expect(first.total).toBe(7)
    expect(third.total).toBe(8)
  })

  it('refuses to go on after a picture it does not know', async () => {
    const gallery = await fixture.open()
    const after = (await store(gallery, metaOf(0))).id.replace(/^./, 'x') as never
    expect(() => gallery.list({ ...all, after })).toThrow(TributaryError)
  })

  it('keeps jobs apart, gives theirs in index order, and counts only unflagged pictures as stored', async () => {
    const gallery = await fixture.open()
    await store(gallery, metaOf(2))
    await store(gallery, metaOf(0))
    await store(gallery, metaOf(1, { flags: ['other-sampler', 'partial'] }))
    await store(gallery, metaOf(0, { jobId: JobId.parse('job-2'), jobNumber: 2 }))
    expect(gallery.imagesOfJob(job).map((image) => image.index)).toEqual([0, 1, 2])
    expect(gallery.imagesOfJob(job)[1]?.flags).toEqual(['other-sampler', 'partial'])
    expect(gallery.storedIndexes(job)).toEqual([0, 2])
    expect(gallery.list({ ...all, jobId: job }).total).toBe(3)
  })

  it('counts a picture whose seed or schedule was not confirmed as stored', async () => {
    const gallery = await fixture.open()
    await store(gallery, metaOf(0, { flags: ['seed-not-confirmed'] }))
    await store(gallery, metaOf(1, { flags: ['schedule-not-confirmed', 'one-colour'] }))
    expect(gallery.storedIndexes(job)).toEqual([0])
  })

  it('finds pictures by words of both prompts, by beginnings, and whatever else is typed', async () => {
    const gallery = await fixture.open()
    const request = metaOf(0).request
    await store(
      gallery,
      metaOf(0, { request: { ...request, prompt: 'Crème brûlée, macro', negativePrompt: 'blurry' } }),
    )
    await store(
      gallery,
      metaOf(1, { request: { ...request, prompt: 'a cow "AND" NOT', negativePrompt: '' } }),
    )
    const found = (text: string) => gallery.list({ ...all, text }).images.map((image) => image.index)
    expect(found('creme')).toEqual([0])
    expect(found('blur')).toEqual([0])
    expect(found('macro brulee')).toEqual([0])
    expect(found('cow and')).toEqual([1])
    expect(found('cow macro')).toEqual([])
    expect(found('"; DROP TABLE images --')).toEqual([])
    expect(found('* ( ^ " :')).toEqual([1, 0])
    expect(found('not')).toEqual([1])
  })

  it('has everything again after a restart', async () => {
    const image = await store(await fixture.open(), metaOf(3))
    const again = await fixture.reopen()
    expect(again.list(all).images).toEqual([image])
    expect(fixture.reports).toEqual([])
  })
})

describe('marks and filters', () => {
  const only = (more: object) => ({ jobId: null, after: null, limit: 100, ...more })

  it('marks pictures, lists them, and knows the marks after a restart', async () => {
    const gallery = await fixture.open()
    const images = []
    for (const index of [0, 1, 2]) images.push(await store(gallery, metaOf(index)))
    const [first, , third] = images
    const ids = [first?.id, third?.id, ImageId.parse('nobody')].filter((id) => id !== undefined)
    expect(gallery.mark(ids, true)).toEqual([first?.id, third?.id])
    const listed = gallery.list(only({ favourite: true }))
    expect(listed.images.map(({ id }) => id)).toEqual([third?.id, first?.id])
    expect(listed.images.every(({ favourite }) => favourite)).toBe(true)
    await gallery.stop()
    const again = await fixture.open()
    again.mark([third?.id ?? ImageId.parse('none')], false)
    expect(again.list(only({ favourite: true })).images.map(({ id }) => id)).toEqual([first?.id])
  })

  it('narrows by machine, checkpoint and time, and counts what there is to narrow to', async () => {
    const gallery = await fixture.open()
    await store(gallery, metaOf(0))
    await store(gallery, metaOf(1))
    const { workers, checkpoints } = gallery.facets()
    const [
      {
        images: [some],
      },
    ] = [gallery.list(only({}))]
    expect(workers).toEqual([{ value: some?.workerName, images: 2 }])
    expect(checkpoints).toEqual(some?.checkpoint ? [{ value: some.checkpoint, images: 2 }] : [])
    expect(gallery.list(only({ worker: some?.workerName })).total).toBe(2)
    expect(gallery.list(only({ worker: "x' OR 1=1 --" })).total).toBe(0)
    expect(gallery.list(only({ checkpoint: 'no such one' })).total).toBe(0)
    expect(gallery.list(only({ since: some?.storedAt ?? 0 })).total).toBeGreaterThan(0)
    const before = gallery.list(only({ until: some?.storedAt ?? 0 }))
    expect(before.images.every(({ storedAt }) => storedAt < (some?.storedAt ?? 0))).toBe(true)
    expect(before.total + gallery.list(only({ since: some?.storedAt ?? 0 })).total).toBe(
      gallery.list(only({})).total,
    )
    expect(gallery.list(only({ since: (some?.storedAt ?? 0) + 1 })).total).toBe(0)
    const within = only({ since: some?.storedAt ?? 0, until: (some?.storedAt ?? 0) + 1 })
    const both = gallery.list(within)
    expect(both.images).toHaveLength(both.total)
    expect(gallery.list({ ...within, limit: 1, after: both.images[0]?.id ?? null }).images).toEqual(
      both.images.slice(1, 2),
    )
    expect(gallery.list({ ...within, worker: 'nobody' })).toEqual({ images: [], total: 0 })
  })
})
