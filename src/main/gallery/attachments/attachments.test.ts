import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { failingFiles } from '../testing/failing-files.ts'
import { GalleryFixture, metaOf, store } from '../testing/gallery-fixture.ts'
import { rawImage } from '../testing/pictures.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

const kept = () => {
  const folder = join(fixture.folder, '.tributary-attachments')
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    : 0
}

it('keeps what came beside pictures until the last of them is deleted for good, and counts it as none', async () => {
  const gallery = await fixture.open()
  const [first, second] = [await store(gallery, metaOf(0)), await store(gallery, metaOf(1))]
  await gallery.attach(await gallery.spool(rawImage(null)), [first.id, second.id])
  const [attachment] = gallery.attachments(second.id)
  expect(gallery.attachments(first.id)).toEqual([attachment])
  expect([kept(), gallery.list({ jobId: null, after: null, limit: 9 }).total]).toEqual([1, 2])
  const served = await gallery.serve(new Request(`tributary://attachment/${attachment?.id}`))
  expect(served.status).toBe(200)
  await served.body?.cancel()
  await gallery.trash.put([first.id, second.id])
  await gallery.trash.purge([first.id])
  expect([kept(), gallery.attachments(first.id), gallery.attachments(second.id).length]).toEqual([1, [], 1])
  await gallery.trash.purge([second.id])
  expect([kept(), gallery.attachments(second.id)]).toEqual([0, []])
  expect((await gallery.serve(new Request(`tributary://attachment/${attachment?.id}`))).status).toBe(404)
})

it('is still there after a restart, which takes none of it for a picture', async () => {
  const gallery = await fixture.open()
  const image = await store(gallery, metaOf(0))
  await gallery.attach(await gallery.spool(rawImage(null)), [image.id])
  await gallery.stop()
  const again = await fixture.reopen()
  expect([
    again.attachments(image.id).length,
    again.list({ jobId: null, after: null, limit: 9 }).total,
  ]).toEqual([1, 1])
})

it('is tried again from its beginning where its folder could not be flushed, and leaves one file', async () => {
  const fs = failingFiles()
  const gallery = await fixture.open({ fs })
  const image = await store(gallery, metaOf(0))
  const spooled = await gallery.spool(rawImage(null))
  fs.fail('EIO', ['syncFolder'])
  await expect(gallery.attach(spooled, [image.id])).rejects.toMatchObject({ kind: 'storage-broken' })
  expect([kept(), fixture.spooled().length, gallery.attachments(image.id)]).toEqual([0, 1, []])
  fs.heal()
  await gallery.attach(spooled, [image.id])
  expect([kept(), fixture.spooled().length, gallery.attachments(image.id).length]).toEqual([1, 0, 1])
})
