import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts'
import { inWords } from '../../../shared/words/say.ts'
import { openConfStores } from '../../settings/conf-files.ts'
import { startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import { createApp } from '../app.ts'
import { TIME_SCALE } from './bench.ts'

/** Starts an app on a folder with these files of settings. */
async function startOn(files: Readonly<Record<string, string | Buffer>>) {
  const folder = await mkdtemp(join(tmpdir(), 'tributary-broken-'))
  const config = join(folder, 'config')
  await mkdir(config)
  for (const [name, text] of Object.entries(files)) await writeFile(join(config, name), text)
  const app = await createApp({
    ...openConfStores(config),
    userData: config,
    pictures: folder,
    outputFolder: join(folder, 'pictures'),
    timeScale: TIME_SCALE,
    appVersion: 'test',
    runtime: 'test',
    log: { info: () => undefined, error: (what, error) => console.error(what, error) },
  })
  await app.start()
  const { notices, settings, workers } = await app.handlers.snapshot({})
  return {
    app,
    config,
    settings,
    workers,
    told: notices.map(({ title, text }) => `${inWords(title)}: ${inWords(text)}`).join('\n'),
    async [Symbol.asyncDispose]() {
      await app.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A machine nobody looks at. */
const parked = (name: string, port: number) => ({
  name,
  url: `http://127.0.0.1:${port}`,
  lane: 'off' as const,
})

describe('an app whose files are broken', () => {
  it.each([
    ['cut short', '{"theme": "dar'],
    ['empty', ''],
    ['no object', '[1, 2, 3]'],
    ['bytes of something else', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x7b])],
  ])('(%s) sets them aside whole, tells of each, starts with the defaults, and works', async (_, text) => {
    await using found = await startOn({ 'settings.json': text, 'workers.json': text })
    expect(found.settings).toEqual(DEFAULT_SETTINGS)
    expect(found.workers).toEqual([])
    const aside = (await readdir(found.config)).filter((name) => name.includes('.broken-')).sort()
    expect(aside.map((name) => name.replace(/\.broken-.*\.json$/, ''))).toEqual(['settings', 'workers'])
    for (const name of aside) {
      expect(await readFile(join(found.config, name))).toEqual(Buffer.from(text))
      expect(found.told).toContain(name)
    }

    await using server = await startSimulatedWorker({ ipm: 600, timeScale: TIME_SCALE })
    const { handlers, dispatcher } = found.app
    await handlers.addWorker({ input: { name: 'one', url: server.url } })
    await found.app.fleet.settled(5000)
    const settings = await handlers.updateSettings({ patch: { theme: 'dark', maxBatch: 2 } })
    expect(settings).toMatchObject({ theme: 'dark', maxBatch: 2 })
    const job = await handlers.submitJob({ request: { ...settings.form, width: 64, height: 64, images: 3 } })
    expect(await dispatcher.whenDone(job.id)).toMatchObject({ state: 'finished', stored: 3 })
    expect(JSON.parse(await readFile(join(found.config, 'settings.json'), 'utf8'))).toMatchObject({
      maxBatch: 2,
    })
  })

  it('keeps what can be read of a file in which one field is wrong, and says which was not', async () => {
    await using found = await startOn({
      'settings.json': JSON.stringify({ theme: 'light', maxBatch: 'many' }),
    })
    expect(found.settings).toMatchObject({ theme: 'light', maxBatch: DEFAULT_SETTINGS.maxBatch })
    expect(found.told).toMatch(/maxBatch/)
  })

  it('keeps the machines that can be read beside one that cannot, and says so', async () => {
    await using first = await startOn({})
    await first.app.handlers.addWorker({ input: parked('kept', 9) })
    await first.app.stop()
    const file = JSON.parse(await readFile(join(first.config, 'workers.json'), 'utf8'))
    const list = Object.values(file).find(Array.isArray)
    list?.push({ nonsense: true })
    await using second = await startOn({ 'workers.json': JSON.stringify(file) })
    expect(second.workers.map(({ config }) => config.name)).toEqual(['kept'])
    expect(second.told).toMatch(/A worker in .*workers\.json could not be read. It is left out/)
    await second.app.handlers.addWorker({ input: parked('another', 10) })
    await second.app.stop()
    const after = await readFile(join(second.config, 'workers.json'), 'utf8')
    expect(after).toContain('"another"')
    expect(after).toContain('"nonsense"')
  })
})
