import { spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { JobId } from '../../../shared/ids.ts'
import { HttpBench, seedsFrom } from './bench.ts'

const IMAGES = 120
/** Against what hangs: on a busy machine everything takes ten times as long. */
const LONGEST_MS = 40_000

/** Runs an app on the folder until it has told of so many pictures, then kills it as no program can prevent; answers the indexes it told. */
function killAfter(pictures: number, folder: string, url: string): Promise<number[]> {
  const script = join(import.meta.dirname, 'app-process.ts')
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, folder, url, String(IMAGES), '1000'],
    { stdio: ['ignore', 'pipe', 'inherit'], timeout: LONGEST_MS, killSignal: 'SIGKILL' },
  )
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if ((text.match(/\n/g) ?? []).length >= pictures) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () =>
      resolve([...text.matchAll(/stored (\d+) \d+\n/g)].map((match) => Number(match[1]))),
    )
  })
}

it('an app that is killed in the middle of a job offers it again and makes just what is missing, with the same seeds', {
  timeout: 3 * LONGEST_MS,
}, async () => {
  await using bench = await HttpBench.open()
  await bench.app.stop()
  const server = await bench.serve('one', { ipm: 60 })
  const told = await killAfter(10, bench.folder, server.url)
  expect(told.length).toBeGreaterThanOrEqual(10)
  expect(told.length).toBeLessThan(IMAGES)

  await bench.openApp({ resume: true })
  await bench.app.fleet.settled(LONGEST_MS)
  const [offered] = bench.app.dispatcher.jobs()
  expect(offered).toMatchObject({ state: 'paused', requested: IMAGES })
  const id = offered?.id as JobId
  expect(offered?.stored).toBeGreaterThanOrEqual(told.length)
  const before = bench.app.gallery.imagesOfJob(id)
  expect(before.map(({ index }) => index)).toEqual(expect.arrayContaining(told))
  expect(bench.notices.some(({ jobId }) => jobId === id)).toBe(true)

  await bench.app.handlers.resumeJob({ jobId: id })
  const done = await bench.within(bench.app.dispatcher.whenDone(id), 'the rest')
  expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
  const pictures = bench.app.gallery.imagesOfJob(id)
  expect(pictures.map(({ index, seed, subseed }) => [index, seed, subseed])).toEqual(
    seedsFrom(0, IMAGES).map((index) => [index, 1000 + index, 7 + index]),
  )
  // What was there is still the same file, whole.
  expect(pictures.filter(({ id: image }) => before.some((each) => each.id === image))).toEqual(before)
  for (const { id: image, bytes } of pictures) {
    const path = await bench.app.imagePath(image)
    expect((await stat(path ?? '')).size).toBe(bytes)
  }
})
