import { inWords } from '../../../shared/words/say.ts'
import { openGallery } from '../gallery.ts'
import { jobRecord, metaOf } from './gallery-fixture.ts'
import { rawImage } from './pictures.ts'

/**
 * A process of its own that stores the pictures of a job, several at a time, and says "stored <index>" after each: for tests that kill it.
 * Arguments: database file, output folder, number of images.
 */
const [databaseFile = '', folder = '', count = '0'] = process.argv.slice(2)
const images = Number(count)
const gallery = await openGallery({
  databaseFile,
  folder: () => folder,
  template: () => '{date}/{job}-{index}-{seed}.{ext}',
  wall: Date.now,
  livePreview: () => null,
  report: (what) => process.stderr.write(`${inWords(what)}\n`),
})
const { request } = jobRecord()
gallery.journal.save(jobRecord({ request: { ...request, images } }))
let next = 0
const worker = async () => {
  while (next < images) {
    const metas = Array.from({ length: Math.min(3, images - next) }, () => metaOf(next++))
    const spooled = []
    for (const meta of metas) spooled.push(await gallery.spool(rawImage(meta.infotext)))
    await Promise.all(
      spooled.map(async (each, at) => {
        const meta = metas[at] ?? metaOf(0)
        await gallery.commit(each, meta)
        process.stdout.write(`stored ${meta.index}\n`)
      }),
    )
  }
}
await Promise.all([worker(), worker(), worker()])
await gallery.stop()
