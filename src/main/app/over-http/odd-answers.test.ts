import { describe, expect, it } from 'vitest'
import { told } from '../../testing/told.ts'
import { HttpBench, seedsFrom } from './bench.ts'
import { startOddServer } from './odd-server.ts'

const isImages = (path: string) => path.endsWith('/txt2img')
const avif = Buffer.from('\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B', 'latin1').toString('base64')

describe('a machine whose answers are odd', () => {
  it.each([201, 203, 206])('works like any other where its answers come with status %i', async (status) => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('odd')
    await using odd = await startOddServer(server.url, {
      lacks: /^$/,
      alter: (answer) => answer,
      status: (path, own) => (isImages(path) && own === 200 ? status : own),
    })
    await bench.join('odd', odd.url)
    const done = await bench.done(await bench.submit(4))
    expect(done).toMatchObject({ state: 'finished', stored: 4 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 4))
  })

  it.each([
    ['pictures as AVIF', avif, /as AVIF/],
    ['addresses of pictures', 'http://odd:7860/file=outputs/00001.png', /addresses/],
    ['files of its own', '/home/ada/outputs/00001.png', /something other than PNG, JPEG or WebP/],
  ])('that sends %s is told so, and what it lacks is made elsewhere', async (_, image, words) => {
    await using bench = await HttpBench.open()
    await bench.add('good')
    const server = await bench.serve('odd', { ipm: 6000 })
    await using odd = await startOddServer(server.url, {
      lacks: /^$/,
      alter: (answer, path) =>
        isImages(path) && answer !== null && typeof answer === 'object' && 'images' in answer
          ? { ...answer, images: Array.isArray(answer.images) ? answer.images.map(() => image) : [] }
          : answer,
    })
    await bench.join('odd', odd.url, 6000)
    const done = await bench.done(await bench.submit(12))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(JSON.stringify(told(done))).toMatch(words)
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['good']))
  })

  it('that makes one picture for each request, however many are asked, makes all of them one by one', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('odd')
    await using odd = await startOddServer(server.url, {
      lacks: /^$/,
      alter: (answer) => answer,
      alterBody: (body) => (body.batch_size === undefined ? body : { ...body, batch_size: 1 }),
    })
    await bench.join('odd', odd.url)
    const done = await bench.done(await bench.submit(12))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
    expect(bench.app.fleet.view(bench.id('odd'))?.state).not.toBe('paused')
  })
})
