/**
 * An app in a process of its own that makes the images of one job and says "stored <index> <seed>" after each: for tests that kill it.
 * Arguments: folder, address of a server, number of images, seed.
 */
import { join } from 'node:path'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import { openConfStores } from '../../settings/conf-files.ts'
import { createApp } from '../app.ts'

const [folder = '', url = '', images = '0', seed = '0'] = process.argv.slice(2)
const LOOK_MS = 10_000
const config = join(folder, 'config')
const app = await createApp({
  ...openConfStores(config),
  userData: config,
  pictures: folder,
  outputFolder: join(folder, 'pictures'),
  timeScale: 60,
  appVersion: 'test',
  runtime: 'test',
  log: { info: () => undefined, error: (what, error) => console.error(what, error) },
})
app.subscribe((name, payload) => {
  if (name === 'imageStored') process.stdout.write(`stored ${payload.index} ${payload.seed}\n`)
})
await app.start({ resume: false })
await app.handlers.addWorker({ input: { name: 'one', url } })
await app.fleet.settled(LOOK_MS)
await app.handlers.submitJob({
  request: {
    ...DEFAULT_REQUEST,
    prompt: 'a valley',
    width: 64,
    height: 64,
    images: Number(images),
    seed: Number(seed),
    subseed: 7,
  },
})
