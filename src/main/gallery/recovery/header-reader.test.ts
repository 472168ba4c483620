import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { REQUEST } from '../testing/gallery-fixture.ts'
import { infotextOf, pngWith } from '../testing/pictures.ts'
import { HeaderReader } from './header-reader.ts'

const open: HeaderReader[] = []
afterEach(() => Promise.all(open.splice(0).map((reader) => reader.stop())))
const reader = (options?: ConstructorParameters<typeof HeaderReader>[0]) => {
  const made = new HeaderReader(options)
  open.push(made)
  return made
}

describe('reading headers in a thread', () => {
  it('answers each question with its own file', async () => {
    const headers = reader()
    const seeds = [1, 2, 3, 4, 5]
    const texts = seeds.map((seed) => infotextOf(REQUEST, seed))
    const read = await Promise.all(texts.map((text) => headers.read(pngWith(text))))
    expect(read.map((header) => header?.infotext)).toEqual(texts)
    expect(await headers.read(Buffer.from('no picture at all, but long enough to be looked at'))).toBeNull()
  })

  it('takes part of a shared buffer without taking its neighbours away', async () => {
    const png = pngWith('Steps: 4')
    const shared = Buffer.concat([Buffer.alloc(100, 7), png, Buffer.alloc(100, 8)])
    const header = await reader().read(shared.subarray(100, 100 + png.length))
    expect(header?.infotext).toBe('Steps: 4')
    expect(shared[99]).toBe(7)
  })

  it('gives up on a file that takes too long, and reads the next one in a new thread', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tributary-thread-'))
    try {
      const stuck = join(folder, 'stuck.mjs')
      const slow = "import { parentPort } from 'node:worker_threads'\n"
      writeFileSync(
        stuck,
        `${slow}parentPort.on('message', ({ id, bytes }) => { if (bytes[0] === 1) for (;;); parentPort.postMessage({ id, header: null }) })`,
      )
      const headers = reader({ mostMs: 3_000, entry: pathToFileURL(stuck) })
      await expect(headers.read(Buffer.from([1]))).rejects.toThrow('longer than 3 s')
      expect(await headers.read(Buffer.from([2]))).toBeNull()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('rejects what is being read when it is stopped', async () => {
    const headers = reader()
    const reading = expect(headers.read(pngWith('Steps: 4'))).rejects.toThrow('the app ends')
    await headers.stop()
    await reading
  })
})
