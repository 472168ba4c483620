import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JobId } from '../../../shared/ids.ts'
import { GalleryFixture } from '../testing/gallery-fixture.ts'

let fixture: GalleryFixture
beforeEach(() => {
  fixture = new GalleryFixture()
})
afterEach(() => fixture.clear())

const IMAGES = 2_000

/** Kills a process that stores pictures after it said so many to be stored; answers the indexes it had announced. */
function killAfter(announced: number): Promise<number[]> {
  const script = join(import.meta.dirname, '..', 'testing', 'storing-process.ts')
  const child = spawn(process.execPath, [script, fixture.databaseFile, fixture.folder, String(IMAGES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if ((text.match(/\n/g) ?? []).length >= announced) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve([...text.matchAll(/stored (\d+)\n/g)].map((match) => Number(match[1]))))
  })
}

describe('a process killed while it stores', () => {
  it.each([1, 20, 133])(
    'has lost nothing it announced, doubled nothing, and left nothing lying, killed after %i',
    async (count) => {
      const announced = await killAfter(count)
      expect(announced.length).toBeGreaterThanOrEqual(count)
      expect(announced.length).toBeLessThan(IMAGES)

      const gallery = await fixture.reopen()
      const images = gallery.imagesOfJob(JobId.parse('job-1'))
      const indexes = images.map((image) => image.index)
      expect(new Set(indexes).size).toBe(indexes.length)
      expect(indexes).toEqual(expect.arrayContaining(announced))
      expect(images.map((image) => image.seed)).toEqual(indexes.map((index) => 1000 + index))
      expect(fixture.files()).toEqual(images.map((image) => image.file).sort())
      expect(fixture.spooled()).toEqual([])
      expect(gallery.journal.unfinished()).toHaveLength(1)
    },
  )
})
