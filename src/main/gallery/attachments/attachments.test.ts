import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
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
