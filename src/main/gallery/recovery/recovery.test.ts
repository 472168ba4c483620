import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { openGallery } from '../gallery.ts'
import { nodeFiles } from '../gallery-files.ts'
import { SPOOL_FOLDER } from '../spool.ts'
import { failingFiles } from '../testing/failing-files.ts'
import { GalleryFixture, jobRecord, metaOf, REQUEST, store } from '../testing/gallery-fixture.ts'
import { infotextOf, pngWith, rawImage } from '../testing/pictures.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

const job = JobId.parse('job-1')
const all = { jobId: null, after: null, limit: 200 }
const infotext = (seed: number) => infotextOf(REQUEST, seed)

/** An unfinished job whose index 0 is stored, and one more picture in the spool when the process dies. */
async function dieWithSpooled(bytes: Buffer, record = jobRecord()): Promise<void> {
  const gallery = await fixture.open()
  gallery.journal.save(record)
  await store(gallery, metaOf(0))
  await gallery.spool({ ...rawImage(null), bytes })
  fixture.crash()
}

describe('after a crash with pictures in the spool only', () => {
  it('stores one that its infotext tells to be a missing index', async () => {
    await dieWithSpooled(pngWith(infotext(1002)))
    const gallery = await fixture.open()
    expect(gallery.storedIndexes(job)).toEqual([0, 2])
    const image = gallery.imagesOfJob(job)[1]
    expect(image).toMatchObject({
      index: 2,
      seed: 1002,
      subseed: 9,
      jobNumber: 1,
      workerId: null,
      bonus: false,
    })
    expect(fixture.files()).toContain(image?.file)
    expect(fixture.sessions()).toEqual([])
    expect(fixture.reports).toEqual([
      'Recovered 1 picture that had arrived before Tributary ended. It is in the gallery.',
    ])
  })

  it('stores a bonus image as one', async () => {
    await dieWithSpooled(pngWith(infotext(1005)), jobRecord({ bonusPlanned: 2 }))
    expect((await fixture.open()).imagesOfJob(job)[1]).toMatchObject({ index: 5, bonus: true })
  })

  it('tells indexes by the variation seed where the job varies by it', async () => {
    const request = { ...REQUEST, subseedStrength: 0.3 }
    const text = infotext(1000).replace(
      'Seed: 1000',
      'Seed: 1000, Variation seed: 10, Variation seed strength: 0.3',
    )
    await dieWithSpooled(pngWith(text), jobRecord({ request }))
    expect((await fixture.open()).imagesOfJob(job)[1]).toMatchObject({ index: 3, seed: 1000, subseed: 10 })
  })

  it.each([
    ['has no infotext', pngWith(null), jobRecord()],
    ['was made with another prompt', pngWith(infotext(1002).replace('cows', 'dogs')), jobRecord()],
    ['was made with another sampler', pngWith(infotext(1002).replace('Euler a', 'Heun')), jobRecord()],
    ['lies beyond the job', pngWith(infotext(1004)), jobRecord()],
    [
      'has the seed next to the one of a job of one image',
      pngWith(infotext(1001)),
      jobRecord({ request: { ...REQUEST, images: 1 } }),
    ],
    ['belongs to a job that was cancelled', pngWith(infotext(1002)), jobRecord({ state: 'cancelled' })],
  ])('puts a whole one that %s into recovered/', async (_, bytes, record) => {
    await dieWithSpooled(bytes, record)
    const gallery = await fixture.open()
    expect(gallery.storedIndexes(job)).toEqual([0])
    expect(fixture.sessions()).toEqual([])
    const recovered = fixture.files().filter((file) => file.startsWith('recovered/'))
    expect(recovered).toHaveLength(1)
    expect(statSync(join(fixture.folder, String(recovered[0]))).size).toBe(bytes.length)
    expect(fixture.reports[0]).toContain('recovered')
    // It stays where it is.
    await fixture.reopen()
    expect(fixture.files().filter((file) => file.startsWith('recovered/'))).toEqual(recovered)
  })

  it.each([
    ['is cut short', pngWith(infotext(1002)).subarray(0, -20)],
    ['is empty', Buffer.alloc(0)],
    ['is no picture', Buffer.from('<html>502 Bad Gateway</html>')],
    ['is of an index that has its picture', pngWith(infotext(1000))],
  ])('removes one that %s', async (_, bytes) => {
    await dieWithSpooled(bytes)
    const gallery = await fixture.open()
    expect(gallery.storedIndexes(job)).toEqual([0])
    expect(fixture.files()).toHaveLength(1)
    expect(fixture.sessions()).toEqual([])
    expect(fixture.reports).toEqual([])
  })

  it('leaves the spool of a process that still runs alone', async () => {
    const first = await fixture.open()
    first.journal.save(jobRecord())
    const spooled = await first.spool(rawImage(infotext(1001)))
    const second = await fixture.reopen()
    expect(second.storedIndexes(job)).toEqual([])
    await first.commit(spooled, metaOf(1))
    expect(second.storedIndexes(job)).toEqual([1])
  })

  it('leaves the fresh spool of another installation alone, and saves an old one', async () => {
    const gallery = await fixture.open()
    const foreign = join(fixture.folder, SPOOL_FOLDER, 'ffffffff.999999999.00000000')
    mkdirSync(foreign, { recursive: true })
    writeFileSync(join(foreign, 'a.part'), pngWith(null))
    const set = (ago: number) => utimesSync(foreign, (fixture.now - ago) / 1000, (fixture.now - ago) / 1000)
    set(3_600_000)
    await gallery.stop()
    await fixture.reopen()
    expect(readdirSync(foreign)).toEqual(['a.part'])
    set(25 * 3_600_000)
    await fixture.reopen()
    expect(fixture.files()).toEqual(['recovered/a.png'])
  })

  it('finds them in a folder that is not in use any more', async () => {
    await dieWithSpooled(pngWith(infotext(1002)))
    fixture.folder = join(fixture.root, 'elsewhere')
    expect((await fixture.open()).storedIndexes(job)).toEqual([0, 2])
  })
})

describe('after a crash in the middle of a commit', () => {
  /** Dies when `operation` is called for the picture of index 1. */
  async function dieAt(operation: 'place' | 'syncFolder', { bare } = { bare: false }): Promise<void> {
    const files = failingFiles()
    const gallery = await fixture.open({ fs: files })
    gallery.journal.save(jobRecord())
    await store(gallery, metaOf(0))
    const spooled = await gallery.spool(rawImage(bare ? null : metaOf(1).infotext))
    files.die(operation)
    void gallery.commit(spooled, metaOf(1, { flags: ['other-sampler'], infotextInFile: !bare }))
    await files.died
    fixture.crash()
  }

  it.each(['place', 'syncFolder'] as const)(
    'finishes one that stood still at %s, with all that was known',
    async (at) => {
      await dieAt(at)
      expect(fixture.spooled()).toHaveLength(at === 'place' ? 1 : 0)
      const gallery = await fixture.reopen()
      const images = gallery.imagesOfJob(job)
      expect(images.map((image) => image.index)).toEqual([0, 1])
      expect(images[1]).toMatchObject({ workerName: 'argon', seconds: 1.5, flags: ['other-sampler'] })
      expect(fixture.files()).toEqual(images.map((image) => image.file))
      expect(fixture.sessions()).toEqual([])
    },
  )

  it.each(['place', 'syncFolder'] as const)(
    'keeps the text beside one that does not hold it, at %s',
    async (at) => {
      await dieAt(at, { bare: true })
      const images = (await fixture.reopen()).imagesOfJob(job)
      const [first, second] = images.map((image) => image.file)
      const beside = second?.replace(/\.png$/, '.txt') ?? ''
      expect(fixture.files()).toEqual([first, second, beside])
      expect(readFileSync(join(fixture.folder, beside), 'utf8')).toBe(metaOf(1).infotext)
    },
  )

  it('finishes one whose file has both names', async () => {
    await dieAt('place')
    const file = join(fixture.folder, '2026-11-24', '1-0001-1001.png')
    linkSync(spoolFile(), file)
    const images = (await fixture.reopen()).imagesOfJob(job)
    expect(images.map((image) => image.index)).toEqual([0, 1])
    expect(fixture.files()).toEqual(images.map((image) => image.file))
  })

  it('finishes one that had claimed its name where there are no links', async () => {
    await dieAt('place')
    writeFileSync(join(fixture.folder, '2026-11-24', '1-0001-1001.png'), '')
    const images = (await fixture.reopen()).imagesOfJob(job)
    expect(fixture.files()).toEqual(images.map((image) => image.file))
    expect(images[1]?.file).toBe('2026-11-24/1-0001-1001.png')
  })

  it('takes another name when the one it wanted was taken meanwhile', async () => {
    await dieAt('place')
    writeFileSync(join(fixture.folder, '2026-11-24', '1-0001-1001.png'), "somebody else's")
    const images = (await fixture.reopen()).imagesOfJob(job)
    expect(images[1]?.file).toBe('2026-11-24/1-0001-1001 (2).png')
  })

  it('counts the index as missing when both files are gone', async () => {
    await dieAt('place')
    rmSync(spoolFile())
    expect((await fixture.reopen()).storedIndexes(job)).toEqual([0])
  })

  function spoolFile(): string {
    return join(fixture.folder, SPOOL_FOLDER, String(fixture.sessions()[0]), String(fixture.spooled()[0]))
  }
})

describe('after a power cut that took the newest rows back', () => {
  it('indexes files that have their place by their infotext, once', async () => {
    const gallery = await fixture.open()
    gallery.journal.save(jobRecord())
    const images = []
    for (let index = 0; index < 3; index++) images.push(await store(gallery, metaOf(index)))
    await gallery.stop()
    const db = new DatabaseSync(fixture.databaseFile)
    db.exec('DELETE FROM images WHERE image_index > 0')
    db.close()

    const again = await fixture.open()
    expect(again.storedIndexes(job)).toEqual([0, 1, 2])
    expect(fixture.files()).toEqual(images.map((image) => image.file))
    await again.stop()
    expect((await fixture.reopen()).list(all).total).toBe(3)
  })

  it('does not take pictures of a job that is over, or of nobody', async () => {
    const gallery = await fixture.open()
    gallery.journal.save(jobRecord({ state: 'finished' }))
    await gallery.stop()
    mkdirSync(fixture.folder, { recursive: true })
    writeFileSync(join(fixture.folder, 'mine.png'), pngWith(infotext(1001)))
    expect((await fixture.reopen()).list(all).total).toBe(0)
  })
})

describe('files that come and go', () => {
  it('leaves pictures out whose file is gone, and lists them again when it is back', async () => {
    const gallery = await fixture.open()
    const [first, second] = [await store(gallery, metaOf(0)), await store(gallery, metaOf(1))]
    await gallery.stop()
    const path = join(fixture.folder, first.file)
    renameSync(path, `${path}.away`)

    const without = await fixture.reopen()
    expect(without.list(all)).toEqual({ images: [second], total: 1 })
    expect(without.storedIndexes(job)).toEqual([1])
    expect(fixture.reports).toEqual(['Removed 1 picture from the gallery because the file is gone.'])
    await without.stop()
    renameSync(`${path}.away`, path)

    const back = await fixture.reopen()
    expect(back.list(all).images).toEqual([second, first])
  })

  it('follows a picture that was moved to another place in the folder', async () => {
    const gallery = await fixture.open()
    const image = await store(gallery, metaOf(0))
    await gallery.stop()
    mkdirSync(join(fixture.folder, 'best'))
    renameSync(join(fixture.folder, image.file), join(fixture.folder, 'best', '1-0000-1000.png'))
    await (await fixture.reopen()).stop()
    const again = await fixture.reopen()
    expect(again.list(all).images).toMatchObject([{ id: image.id, file: 'best/1-0000-1000.png' }])
  })

  it('gets over a drive that is not there, and has all of it again with the drive', async () => {
    const gallery = await fixture.open()
    for (let index = 0; index < 3; index++) await store(gallery, metaOf(index))
    await gallery.stop()
    renameSync(fixture.folder, `${fixture.folder}-unplugged`)
    const without = await fixture.reopen()
    expect(without.list(all).total).toBe(0)
    await without.stop()
    renameSync(`${fixture.folder}-unplugged`, fixture.folder)
    expect((await fixture.reopen()).list(all).total).toBe(3)
  })

  it('does not follow links out of the folder', async () => {
    const gallery = await fixture.open()
    gallery.journal.save(jobRecord())
    await gallery.stop()
    const outside = join(fixture.root, 'outside')
    mkdirSync(outside)
    mkdirSync(fixture.folder, { recursive: true })
    writeFileSync(join(outside, 'a.png'), pngWith(infotext(1001)))
    const { symlinkSync } = await import('node:fs')
    symlinkSync(outside, join(fixture.folder, 'link'))
    symlinkSync(join(outside, 'a.png'), join(fixture.folder, 'a.png'))
    expect((await fixture.reopen()).storedIndexes(job)).toEqual([])
  })
})

describe('an index that is broken', () => {
  it('is set aside with a date and built anew from the pictures', async () => {
    const gallery = await fixture.open()
    gallery.journal.nextJobNumber()
    for (let index = 0; index < 3; index++) {
      const image = await store(gallery, metaOf(index, { jobNumber: 41, infotext: infotext(1000 + index) }))
      utimesSync(join(fixture.folder, image.file), 1000 + index, 1000 + index)
    }
    await gallery.stop()
    writeFileSync(fixture.databaseFile, 'garbage '.repeat(1000))
    writeFileSync(join(fixture.folder, 'holiday.png'), pngWith(null))

    const rebuilt = await fixture.reopen()
    const page = rebuilt.list(all)
    expect(page.images.map((image) => image.index)).toEqual([2, 1, 0])
    expect(page.images[0]).toMatchObject({
      jobNumber: 41,
      seed: 1002,
      prompt: REQUEST.prompt,
      negativePrompt: 'fog',
      sampler: 'Euler a',
      steps: 20,
      width: 64,
      workerId: null,
    })
    expect(rebuilt.list({ ...all, text: 'cows' }).total).toBe(3)
    expect(rebuilt.journal.nextJobNumber()).toBe(42)
    const folder = readdirSync(dirname(fixture.databaseFile))
    expect(folder.filter((name) => /^gallery\.broken-2026-11-24T12-00-\d\d\.db$/.test(name))).toHaveLength(1)
    expect(fixture.reports.join('\n')).toMatch(/was broken.*set aside[\s\S]*rebuilt: 3 pictures/)
  })

  it('saves what waited in the spool, because nobody knows its job any more', async () => {
    await dieWithSpooled(pngWith(infotext(1002)))
    for (const ending of ['-wal', '-shm']) rmSync(`${fixture.databaseFile}${ending}`, { force: true })
    writeFileSync(fixture.databaseFile, 'garbage '.repeat(1000))
    await fixture.reopen()
    expect(fixture.files().filter((file) => file.startsWith('recovered/'))).toHaveLength(1)
  })

  it('is noticed when only a part of it was damaged', async () => {
    const gallery = await fixture.open()
    for (let index = 0; index < 30; index++) await store(gallery, metaOf(index))
    await gallery.stop()
    const { openSync, writeSync, closeSync } = await import('node:fs')
    const file = openSync(fixture.databaseFile, 'r+')
    for (let page = 1; page < 12; page++) writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096)
    closeSync(file)
    expect((await fixture.reopen()).list(all).total).toBe(30)
  })

  it('of a newer Tributary is left as it is', async () => {
    await (await fixture.open()).stop()
    const db = new DatabaseSync(fixture.databaseFile)
    db.exec("UPDATE meta SET value = '99' WHERE key = 'schema'")
    db.close()
    await expect(fixture.open()).rejects.toMatchObject({
      kind: 'storage-broken',
      remedy: reason('gallery.index-newer.remedy'),
    })
    expect(readdirSync(dirname(fixture.databaseFile)).filter((name) => name.includes('broken'))).toEqual([])
  })
})

it('opens before the pictures that a crash left behind are read', async () => {
  await dieWithSpooled(pngWith(infotext(1002)))
  const read = Promise.withResolvers<void>()
  const gallery = await openGallery({
    databaseFile: fixture.databaseFile,
    folder: () => fixture.folder,
    template: () => fixture.template,
    wall: () => fixture.now,
    livePreview: () => null,
    report: () => undefined,
    fs: {
      ...nodeFiles,
      async read(...where) {
        await read.promise
        return nodeFiles.read(...where)
      },
    },
  })
  expect(gallery.storedIndexes(job)).toEqual([0])
  read.resolve()
  await gallery.leftovers
  expect(gallery.storedIndexes(job)).toEqual([0, 2])
  await gallery.stop()
})
