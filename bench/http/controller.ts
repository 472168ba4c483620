/** The app's own main process without a window: client, dispatch, gallery, index, events, for one instant worker. */

import { join } from 'node:path'
import { createApp } from '../../src/main/app/app.ts'
import { openConfStores } from '../../src/main/settings/conf-files.ts'
import { DEFAULT_REQUEST } from '../../src/shared/generation.ts'
import type { JobId } from '../../src/shared/ids.ts'
import { inWords } from '../../src/shared/words/say.ts'
import { type Figures, startMeasuring, taskOf, warmUpOf } from './task.ts'

const task = taskOf(process.argv[2])
const { url, size, batch, images, folder } = task
const LOOK_MS = 10_000

const stores = openConfStores(join(folder, 'config'))
stores.settings.update({ maxBatch: batch, livePreviews: false })
const app = await createApp({
  ...stores,
  userData: join(folder, 'config'),
  pictures: folder,
  outputFolder: join(folder, 'pictures'),
  timeScale: 1,
  appVersion: 'benchmark',
  runtime: `node ${process.versions.node}`,
  log: { info: () => undefined, error: (what, error) => console.error(what, error) },
})
await app.start({ resume: false })
const { config } = await app.fleet.add({ name: 'instant', url }, { simulated: true, ipmAsNamed: 6000 })
await app.fleet.settled(LOOK_MS)

/** when the last picture of the newest answer with this seed was in memory */
const arrivedAt = new Map<number, number>()
let storedMs: number[] = []
let announcedMs: number[] = []
let bytes = 0

const port = app.fleet.worker(config.id)?.port
if (port === undefined) throw new Error('the worker is gone')
const generate = port.generate.bind(port)
port.generate = async (request, onImage, signal) => {
  let lastAt = 0
  const answer = await generate(
    request,
    (image) => {
      lastAt = performance.now()
      bytes += image.bytes.byteLength
      return onImage(image)
    },
    signal,
  )
  for (let offset = 0; offset < request.count; offset++) arrivedAt.set(request.seed + offset, lastAt)
  return answer
}
const commit = app.gallery.commit.bind(app.gallery)
app.gallery.commit = async (spooled, meta) => {
  const image = await commit(spooled, meta)
  storedMs.push(performance.now() - (arrivedAt.get(image.seed) ?? Number.NaN))
  return image
}
app.subscribe((name, payload) => {
  if (name === 'imageStored')
    announcedMs.push(performance.now() - (arrivedAt.get(payload.seed) ?? Number.NaN))
})

async function run(count: number, seed: number): Promise<void> {
  const job = await app.handlers.submitJob({
    request: {
      ...DEFAULT_REQUEST,
      prompt: 'a valley',
      width: size,
      height: size,
      images: count,
      seed,
      subseed: 1,
    },
  })
  const done = await app.dispatcher.whenDone(job.id as JobId)
  if (done.stored !== count)
    throw new Error(`${done.stored} of ${count} stored: ${inWords(done.problem?.message ?? done.state)}`)
}

await run(warmUpOf(task), 1_000_000)
storedMs = []
announcedMs = []
bytes = 0
const measured = startMeasuring()
await run(images, 0)
const figures = measured()
console.log(JSON.stringify({ images, bytes, ...figures, storedMs, announcedMs } satisfies Figures))
await app.stop()
