import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ImageId, JobId } from '../../../shared/ids.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { Gallery } from '../gallery.ts'
import { type GalleryFiles, nodeFiles } from '../gallery-files.ts'
import { failingFiles } from '../testing/failing-files.ts'
import { GalleryFixture, jobRecord, metaOf, store } from '../testing/gallery-fixture.ts'
import { pngWith, rawImage } from '../testing/pictures.ts'
import { TRASH_FOLDER } from './trash-place.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

const job = JobId.parse('job-1')
const all = { jobId: null, after: null, limit: 200 }
const trashed = { ...all, trash: true }
const inTrash = (): string[] => {
  const folder = join(fixture.folder, TRASH_FOLDER)
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
    : []
}

describe('deleting a picture', () => {
  it('moves its file into the hidden trash, in a folder of its own, and lists it there only', async () => {
    const gallery = await fixture.open()
    const [first, second] = [await store(gallery, metaOf(0)), await store(gallery, metaOf(1))]
    expect(await gallery.trash.put([first.id])).toEqual({ imageIds: [first.id], problem: null })
    expect(fixture.files()).toEqual([second.file])
    expect(inTrash()).toEqual(['1-0000-1000.png'])
    expect(gallery.list(all)).toEqual({ images: [second], total: 1 })
    expect(gallery.list(trashed)).toEqual({ images: [first], total: 1 })
    expect(gallery.imagesOfJob(job)).toEqual([second])
    expect(gallery.trash.size()).toEqual({ count: 1, bytes: first.bytes })
    expect(await gallery.imagePath(first.id)).toBeNull()
    const response = await gallery.serve(new Request(`tributary://image/${first.id}`))
    expect(response.status).toBe(200)
    await response.body?.cancel()
  })

  it('counts as made: its index is not missing', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    expect(gallery.storedIndexes(job)).toEqual([0])
    await gallery.trash.purge([image.id])
    expect(gallery.storedIndexes(job)).toEqual([0])
  })

  it('passes over ids that it does not know, and those that are in the trash already', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    const stranger = ImageId.parse('../../etc/passwd')
    expect(await gallery.trash.put([image.id, stranger])).toEqual({ imageIds: [], problem: null })
    expect(await gallery.trash.purge([stranger])).toEqual({ imageIds: [], problem: null })
  })

  it('takes the text beside it along, and puts it back', async () => {
    const gallery = await fixture.open()
    const meta = metaOf(0, { infotextInFile: false })
    const image = await gallery.commit(await gallery.spool(rawImage(null)), meta)
    const text = image.file.replace('.png', '.txt')
    expect(fixture.files()).toEqual([image.file, text])
    await gallery.trash.put([image.id])
    expect(fixture.files()).toEqual([])
    expect(inTrash().sort()).toEqual(['1-0000-1000.png', '1-0000-1000.txt'])
    await gallery.trash.restore([image.id])
    expect(fixture.files()).toEqual([image.file, text])
    expect(readFileSync(join(fixture.folder, text), 'utf8')).toBe(meta.infotext)
  })

  it("leaves a text of the same name that is somebody else's", async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    const text = image.file.replace('.png', '.txt')
    writeFileSync(join(fixture.folder, text), 'my notes')
    await gallery.trash.put([image.id])
    expect(fixture.files()).toEqual([text])
  })

  it('says so when the file is gone, and changes nothing', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    rmSync(join(fixture.folder, image.file))
    const { imageIds, problem } = await gallery.trash.put([image.id])
    expect(imageIds).toEqual([])
    expect(problem && inWords(problem.message)).toContain('is gone')
    expect(gallery.list(all).total).toBe(1)
  })

  it('moves hundreds, in groups', async () => {
    const gallery = await fixture.open()
    const images = await Promise.all(Array.from({ length: 150 }, (_, index) => store(gallery, metaOf(index))))
    const { imageIds } = await gallery.trash.put(images.map(({ id }) => id))
    expect(imageIds).toHaveLength(150)
    expect(fixture.files()).toEqual([])
    const { images: back } = await gallery.trash.restore(imageIds)
    expect(back).toHaveLength(150)
    expect(fixture.files()).toHaveLength(150)
    expect(existsSync(join(fixture.folder, TRASH_FOLDER))).toBe(false)
  })
})

describe('the flushes that make a move durable', () => {
  /** Stores some pictures, in one folder; the files count and fail as told. */
  async function stored(count: number, files: GalleryFiles): Promise<{ gallery: Gallery; ids: ImageId[] }> {
    const gallery = await fixture.open({ fs: files })
    const images = await Promise.all(
      Array.from({ length: count }, (_, index) => store(gallery, metaOf(index))),
    )
    return { gallery, ids: images.map(({ id }) => id) }
  }

  it('are made once for each folder of a group', async () => {
    const flushed: string[] = []
    const { gallery, ids } = await stored(20, {
      ...nodeFiles,
      syncFolder(path) {
        flushed.push(relative(fixture.folder, path).replaceAll('\\', '/'))
        return nodeFiles.syncFolder(path)
      },
    })
    const own = ids.map((id) => `${TRASH_FOLDER}/${id}`)
    flushed.length = 0
    await gallery.trash.put(ids)
    expect(flushed.toSorted()).toEqual(['', TRASH_FOLDER, ...own, '2026-11-24'].toSorted())
    // The new name is durable before the old one is gone for good.
    expect(flushed.at(-1)).toBe('2026-11-24')
    flushed.length = 0
    await gallery.trash.restore(ids)
    expect(flushed.toSorted()).toEqual(['2026-11-24', ...own].toSorted())
    expect(flushed[0]).toBe('2026-11-24')
  })

  it.each(['put', 'restore'] as const)(
    'that fail in "%s" take back the pictures of that folder',
    async (what) => {
      let broken: string | null = null
      const { gallery, ids } = await stored(3, {
        ...nodeFiles,
        async syncFolder(path) {
          if (path === broken) throw Object.assign(new Error('EIO'), { code: 'EIO' })
          await nodeFiles.syncFolder(path)
        },
      })
      if (what === 'restore') await gallery.trash.put(ids)
      const [first, second, third] = ids
      broken = join(fixture.folder, TRASH_FOLDER, String(second))
      const { imageIds, problem } = await gallery.trash[what](ids)
      expect(imageIds).toEqual([first, third])
      expect(problem && inWords(problem.message)).toContain('failed')
      const [here, there] = [gallery.list(all).total, gallery.list(trashed).total]
      expect([here, there]).toEqual(what === 'put' ? [1, 2] : [2, 1])
      expect([fixture.files().length, inTrash().length]).toEqual([here, there])
    },
  )

  it('leave no empty folder behind where nothing could be moved', async () => {
    const files = failingFiles()
    const { gallery, ids } = await stored(2, files)
    files.fail('EACCES', ['place'])
    expect((await gallery.trash.put(ids)).imageIds).toEqual([])
    expect(existsSync(join(fixture.folder, TRASH_FOLDER))).toBe(false)
  })
})

describe('taking a picture back', () => {
  it('puts it where it was, also in the order of the gallery', async () => {
    const gallery = await fixture.open()
    const images = [await store(gallery, metaOf(0)), await store(gallery, metaOf(1))]
    gallery.mark([ImageId.parse(String(images[0]?.id))], true)
    const before = gallery.list(all)
    await gallery.trash.put(images.map(({ id }) => id))
    const { images: back } = await gallery.trash.restore(images.map(({ id }) => id))
    expect(back.map(({ file }) => file)).toEqual(images.map(({ file }) => file))
    expect(gallery.list(all)).toEqual(before)
    expect(inTrash()).toEqual([])
  })

  it('gives it another name where its own is taken by now', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    writeFileSync(join(fixture.folder, image.file), 'another file')
    const { images } = await gallery.trash.restore([image.id])
    expect(images[0]?.file).toBe('2026-11-24/1-0000-1000 (2).png')
    expect(readFileSync(join(fixture.folder, image.file), 'utf8')).toBe('another file')
    expect(await gallery.imagePath(image.id)).toBe(join(fixture.folder, String(images[0]?.file)))
  })

  it('makes the folder of its day anew', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    rmSync(join(fixture.folder, '2026-11-24'), { recursive: true })
    await gallery.trash.restore([image.id])
    expect(fixture.files()).toEqual([image.file])
  })
})

describe('deleting for good', () => {
  it('removes file and folder, and only of what is in the trash', async () => {
    const gallery = await fixture.open()
    const [first, second] = [await store(gallery, metaOf(0)), await store(gallery, metaOf(1))]
    await gallery.trash.put([first.id])
    expect((await gallery.trash.purge([first.id, second.id])).imageIds).toEqual([first.id])
    expect(existsSync(join(fixture.folder, TRASH_FOLDER))).toBe(false)
    expect(fixture.files()).toEqual([second.file])
    expect(gallery.trash.size()).toEqual({ count: 0, bytes: 0 })
    expect(await gallery.trash.restore([first.id])).toMatchObject({ images: [] })
  })

  it('takes the oldest first, no more than asked for, and leaves what is younger', async () => {
    const gallery = await fixture.open()
    const images = []
    for (let index = 0; index < 4; index++) images.push(await store(gallery, metaOf(index)))
    for (const { id } of images) {
      fixture.now += 1000
      await gallery.trash.put([id])
    }
    const limit = fixture.now - 500
    const [first, second, third] = images.map(({ id }) => id)
    expect((await gallery.trash.purgeBefore(limit, 2)).imageIds).toEqual([first, second])
    expect((await gallery.trash.purgeBefore(limit, 2)).imageIds).toEqual([third])
    expect((await gallery.trash.purgeBefore(limit, 2)).imageIds).toEqual([])
    expect(gallery.trash.size().count).toBe(1)
  })
})

describe('a disk that refuses', () => {
  it.each([
    ['EROFS', ['makeFolder', 'place'], 'cannot be changed (EROFS)'],
    ['EACCES', ['place'], 'cannot be changed (EACCES)'],
    ['ENOSPC', ['makeFolder', 'place'], 'is full'],
    ['EIO', ['syncFolder'], 'failed'],
    ['EBUSY', ['place'], 'failed'],
  ] as const)('%s in %j leaves every picture where it is and says why', async (code, operations, words) => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    const images = [await store(gallery, metaOf(0)), await store(gallery, metaOf(1))]
    const ids = images.map(({ id }) => id)
    files.fail(code, operations)
    const { imageIds, problem } = await gallery.trash.put(ids)
    expect(imageIds).toEqual([])
    expect(problem && inWords(problem.message)).toContain(words)
    files.heal()
    expect(fixture.files()).toEqual(images.map(({ file }) => file))
    expect(inTrash()).toEqual([])
    expect(gallery.list(all).total).toBe(2)

    await gallery.trash.put(ids)
    files.fail(code, operations)
    expect((await gallery.trash.restore(ids)).images).toEqual([])
    files.heal()
    expect(gallery.list(trashed).total).toBe(2)
    expect(inTrash()).toHaveLength(2)
    expect(fixture.files()).toEqual([])
  })

  it('keeps what cannot be removed in the trash', async () => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    files.fail('EPERM', ['remove'])
    const { imageIds, problem } = await gallery.trash.purge([image.id])
    expect(imageIds).toEqual([])
    expect(problem?.kind).toBe('storage-denied')
    expect(gallery.list(trashed).total).toBe(1)
  })
})

describe('a crash while a picture is moved', () => {
  const OPERATIONS = ['facts', 'makeFolder', 'place', 'syncFolder', 'remove', 'removeFolder'] as const
  const STEPS = OPERATIONS.flatMap((operation) => [0, 1, 2, 3].map((after) => [operation, after] as const))

  /** Each picture is in one place, listed where its file is, counted as made, and opens. */
  async function expectWhole(gallery: Gallery, bytes: Buffer): Promise<'stored' | 'trashed'> {
    const [stored, deleted] = [gallery.list(all).images, gallery.list(trashed).images]
    expect(stored.length + deleted.length).toBe(1)
    expect(fixture.files()).toHaveLength(stored.length)
    expect(inTrash()).toHaveLength(deleted.length)
    expect(gallery.storedIndexes(job)).toEqual([0])
    const id = String((stored[0] ?? deleted[0])?.id)
    const response = await gallery.serve(new Request(`tributary://image/${id}`))
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    return stored.length === 1 ? 'stored' : 'trashed'
  }

  it.each(STEPS)('into the trash, at %s after %i, loses and doubles nothing', async (operation, after) => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    gallery.journal.save(jobRecord())
    const image = await store(gallery, metaOf(0))
    const bytes = pngWith(metaOf(0).infotext)
    files.die(operation, after)
    const done = await Promise.race([gallery.trash.put([image.id]).then(() => true), files.died])
    fixture.crash()
    const again = await fixture.reopen()
    const where = await expectWhole(again, bytes)
    if (done) expect(where).toBe('trashed')
    await again.trash.put([image.id])
    await again.trash.restore([image.id])
    expect(await expectWhole(again, bytes)).toBe('stored')
  })

  it.each(STEPS)('out of the trash, at %s after %i, loses and doubles nothing', async (operation, after) => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    gallery.journal.save(jobRecord())
    const image = await store(gallery, metaOf(0))
    const bytes = pngWith(metaOf(0).infotext)
    await gallery.trash.put([image.id])
    files.die(operation, after)
    const done = await Promise.race([gallery.trash.restore([image.id]).then(() => true), files.died])
    fixture.crash()
    const again = await fixture.reopen()
    const where = await expectWhole(again, bytes)
    if (done) expect(where).toBe('stored')
  })

  it.each(['put', 'restore'] as const)('with a power cut that takes the rows of "%s" back', async (what) => {
    const before = join(fixture.root, 'before.db')
    const gallery = await fixture.open()
    gallery.journal.save(jobRecord())
    const image = await store(gallery, metaOf(0))
    if (what === 'restore') await gallery.trash.put([image.id])
    copyIndex(before)
    await gallery.trash[what]([image.id])
    fixture.crash()
    putIndexBack(before)
    const again = await fixture.reopen()
    expect(await expectWhole(again, pngWith(metaOf(0).infotext))).toBe(what === 'put' ? 'trashed' : 'stored')
  })

  it('leaves what another process that lives is moving alone', async () => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    const image = await store(gallery, metaOf(0))
    files.die('place')
    void gallery.trash.put([image.id])
    await files.died
    // Opened beside it: the first one's session lives.
    const beside = await fixture.reopen()
    expect(beside.list(all).total + beside.list(trashed).total).toBe(0)
    fixture.crash()
    expect((await fixture.reopen()).list(all).total).toBe(1)
  })

  it('lets a later call settle what the same process did not end', async () => {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    const image = await store(gallery, metaOf(0))
    // The move fails, and so does taking it back.
    files.fail('EIO', ['syncFolder', 'remove', 'place'])
    await gallery.trash.put([image.id])
    files.heal()
    await gallery.trash.put([])
    expect(gallery.list(all).total).toBe(1)
    expect(fixture.files()).toEqual([image.file])
  })

  it.each(['place', 'removeFolder'] as const)(
    'does not keep the gallery open when it hangs at %s',
    async (at) => {
      const files = failingFiles()
      const gallery = await fixture.reopen({ fs: files })
      const image = await store(gallery, metaOf(0))
      files.die(at)
      const moved = gallery.trash.put([image.id])
      if (at === 'place') await files.died
      else await moved
      const late = new Promise((resolve) => setTimeout(() => resolve('late'), 10_000))
      expect(await Promise.race([gallery.stop().then(() => 'stopped'), late])).toBe('stopped')
      const again = await fixture.reopen()
      expect(await expectWhole(again, pngWith(metaOf(0).infotext))).toBe(
        at === 'place' ? 'stored' : 'trashed',
      )
    },
  )

  const index = () => fixture.databaseFile
  function copyIndex(to: string): void {
    for (const ending of ['', '-wal'])
      if (existsSync(index() + ending)) writeFileSync(to + ending, readFileSync(index() + ending))
  }
  function putIndexBack(from: string): void {
    for (const ending of ['', '-wal', '-shm']) rmSync(index() + ending, { force: true })
    for (const ending of ['', '-wal'])
      if (existsSync(from + ending)) writeFileSync(index() + ending, readFileSync(from + ending))
  }
})

describe('what was deleted stays deleted', () => {
  it('over a restart and a look at the folder', async () => {
    const gallery = await fixture.open()
    gallery.journal.save(jobRecord())
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    await gallery.stop()
    const again = await fixture.reopen()
    expect(again.list(all).total).toBe(0)
    expect(again.list(trashed).images.map(({ id }) => id)).toEqual([image.id])
    expect(again.storedIndexes(job)).toEqual([0])
    expect(fixture.reports).toEqual([])
  })

  it('also when a picture of the same index still waits in the spool', async () => {
    const gallery = await fixture.open()
    gallery.journal.save(jobRecord())
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    await gallery.spool(rawImage(metaOf(0).infotext))
    fixture.crash()
    const again = await fixture.reopen()
    expect(again.list(all).total).toBe(0)
    expect(fixture.files()).toEqual([])
  })

  it('also when the index is lost: the trash is read into the new one as trash', async () => {
    const gallery = await fixture.open()
    const [first, second] = [await store(gallery, metaOf(0)), await store(gallery, metaOf(1))]
    await gallery.trash.put([first.id])
    await gallery.stop()
    writeFileSync(fixture.databaseFile, 'no database '.repeat(100))
    const again = await fixture.reopen()
    expect(again.list(all).images.map(({ file }) => file)).toEqual([second.file])
    expect(again.list(trashed).images).toMatchObject([{ id: first.id, seed: 1000, file: '1-0000-1000.png' }])
    await again.trash.restore([first.id])
    expect(fixture.files()).toEqual(['1-0000-1000.png', second.file])
  })

  it('also when the pictures were moved to another folder as a whole', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    await gallery.stop()
    const before = fixture.folder
    fixture.folder = join(fixture.root, 'moved')
    mkdirSync(fixture.folder)
    const name = join(TRASH_FOLDER, image.id)
    mkdirSync(join(fixture.folder, name), { recursive: true })
    writeFileSync(join(fixture.folder, name, 'x.png'), readFileSync(join(before, name, '1-0000-1000.png')))
    rmSync(before, { recursive: true })
    const again = await fixture.reopen()
    expect((await again.trash.restore([image.id])).images).toHaveLength(1)
    expect(fixture.files()).toEqual([image.file])
  })

  it('comes back into the trash when it was thought to be gone for good', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    await gallery.trash.put([image.id])
    const away = join(fixture.root, 'unplugged')
    mkdirSync(away)
    const file = join(fixture.folder, TRASH_FOLDER, image.id, '1-0000-1000.png')
    const bytes = readFileSync(file)
    rmSync(fixture.folder, { recursive: true })
    await gallery.trash.purge([image.id])
    mkdirSync(join(fixture.folder, TRASH_FOLDER, image.id), { recursive: true })
    writeFileSync(file, bytes)
    await gallery.stop()
    const again = await fixture.reopen()
    expect(again.list(trashed).total).toBe(1)
    expect((await again.trash.purgeBefore(fixture.now - 10_000, 10)).imageIds).toEqual([])
  })
})
