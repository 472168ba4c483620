import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StoredImage } from '../../shared/job.ts'
import type { ImageMeta } from '../core/ports.ts'
import type { Gallery } from './gallery.ts'
import { nodeFiles } from './gallery-files.ts'
import { readSidecar } from './sidecar.ts'
import { failingFiles } from './testing/failing-files.ts'
import { GalleryFixture, metaOf } from './testing/gallery-fixture.ts'
import { rawImage } from './testing/pictures.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
  fixture.template = '{job}-{seed}.{ext}'
})
afterEach(() => fixture.clear())

/** A picture of a server with enable_pnginfo off: its infotext came beside it. */
async function storeBare(gallery: Gallery, meta: ImageMeta): Promise<StoredImage> {
  return gallery.commit(await gallery.spool(rawImage(null)), { ...meta, infotextInFile: false })
}
const text = (file: string) => readFileSync(join(fixture.folder, file), 'utf8')

describe('a picture that does not hold its infotext', () => {
  it('has it in a text file beside it, and in the index', async () => {
    const gallery = await fixture.open()
    const image = await storeBare(gallery, metaOf(0))
    expect(fixture.files()).toEqual(['1-1000.png', '1-1000.txt'])
    expect(text('1-1000.txt')).toBe(metaOf(0).infotext)
    expect(image.infotext).toBe(metaOf(0).infotext)
    expect(gallery.list({ jobId: null, after: null, limit: 5 }).images[0]?.infotext).toBe(metaOf(0).infotext)
  })

  it('overwrites no text of somebody else', async () => {
    const gallery = await fixture.open()
    mkdirSync(fixture.folder, { recursive: true })
    writeFileSync(join(fixture.folder, '1-1000.txt'), 'notes of mine')
    await storeBare(gallery, metaOf(0))
    expect(text('1-1000.txt')).toBe('notes of mine')
    expect(text('1-1000.png.txt')).toBe(metaOf(0).infotext)
  })

  it('is stored by another try when the disk was full for the text', async () => {
    const fs = failingFiles()
    const gallery = await fixture.open({ fs })
    const spooled = await gallery.spool(rawImage(null))
    const meta = { ...metaOf(0), infotextInFile: false }
    fs.fail('ENOSPC', ['write'])
    await expect(gallery.commit(spooled, meta)).rejects.toMatchObject({ kind: 'storage-full' })
    fs.heal()
    const image = await gallery.commit(spooled, meta)
    expect(image.file).toBe('1-1000.png')
    expect(fixture.files()).toEqual(['1-1000.png', '1-1000.txt'])
  })

  it('is found again with it when the index is lost', async () => {
    const gallery = await fixture.open()
    await storeBare(gallery, metaOf(2))
    await gallery.stop()
    fixture.crash()
    rmSync(join(fixture.databaseFile, '..'), { recursive: true })
    mkdirSync(join(fixture.databaseFile, '..'), { recursive: true })
    writeFileSync(fixture.databaseFile, 'no database')
    renameSync(join(fixture.folder, '1-1002.png'), join(fixture.folder, 'mine.png'))
    renameSync(join(fixture.folder, '1-1002.txt'), join(fixture.folder, 'mine.txt'))
    const again = await fixture.reopen()
    const [image] = again.list({ jobId: null, after: null, limit: 5 }).images
    expect(image).toMatchObject({ file: 'mine.png', seed: 1002, infotext: metaOf(2).infotext })
  })
})

it('a text beside a picture is its infotext only where it tells parameters', async () => {
  const path = join(fixture.root, 'a.png')
  const notes = join(fixture.root, 'a.txt')
  writeFileSync(notes, 'my notes of that day')
  expect(await readSidecar(nodeFiles, path)).toBeNull()
  writeFileSync(`${path}.txt`, 'a boat\nSteps: 4, Sampler: Euler, Seed: 1')
  expect(await readSidecar(nodeFiles, path)).toBe('a boat\nSteps: 4, Sampler: Euler, Seed: 1')
  writeFileSync(notes, 'a cat\nSteps: 5, Sampler: Euler, Seed: 2')
  expect(await readSidecar(nodeFiles, path)).toBe('a boat\nSteps: 4, Sampler: Euler, Seed: 1')
})

it('a picture that holds its infotext has no text file', async () => {
  const gallery = await fixture.open()
  await gallery.commit(await gallery.spool(rawImage(metaOf(0).infotext)), {
    ...metaOf(0),
    infotextInFile: true,
  })
  expect(fixture.files()).toEqual(['1-1000.png'])
})

it('a picture of which nobody tells anything has no text file', async () => {
  const gallery = await fixture.open()
  await storeBare(gallery, metaOf(0, { infotext: null }))
  expect(fixture.files()).toEqual(['1-1000.png'])
})
