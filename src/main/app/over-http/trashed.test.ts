import { describe, expect, it } from 'vitest'
import type { EventArguments } from '../../../shared/contract.ts'
import { HttpBench } from './bench.ts'

const all = {
  jobId: null,
  worker: null,
  checkpoint: null,
  since: null,
  until: null,
  favourite: false,
  after: null,
  limit: 200,
}

const IMAGES = 150

describe('pictures that were deleted', () => {
  it('count as made for a job that goes on after a restart, in the trash and deleted for good', {
    timeout: 40_000,
  }, async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('one', { ipm: 60 })
    const job = await bench.submit(IMAGES)
    await bench.until('some pictures', () => bench.app.gallery.imagesOfJob(job.id).length >= 3)
    await bench.app.handlers.pauseJob({ jobId: job.id })
    const [first, second] = bench.app.gallery.imagesOfJob(job.id)
    if (first === undefined || second === undefined) throw new Error('no pictures')
    await bench.app.handlers.trashImages({ imageIds: [first.id, second.id] })
    await bench.app.handlers.purgeImages({ imageIds: [second.id] })
    await bench.app.stop()

    await bench.openApp({ resume: true })
    await bench.join('one again', server.url, 60)
    await bench.app.handlers.resumeJob({ jobId: job.id })
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
    const indexes = bench.app.gallery.imagesOfJob(job.id).map(({ index }) => Number(index))
    expect(indexes).toHaveLength(IMAGES - 2)
    expect(indexes).not.toContain(Number(first.index))
    expect(indexes).not.toContain(Number(second.index))
    const { images } = await bench.app.handlers.listImages({ query: { ...all, trash: true } })
    expect(images.map(({ id }) => id)).toEqual([first.id])
  })

  it('are told to everybody: thrown away, put back, how much is in the trash', async () => {
    await using bench = await HttpBench.open()
    await bench.add('one')
    const done = await bench.done(await bench.submit(3))
    const ids = bench.pictures(done).map(({ id }) => id)
    const told: EventArguments[] = []
    bench.app.subscribe((...event) => void told.push(event))
    const { handlers } = bench.app
    expect(await handlers.trashImages({ imageIds: ids })).toEqual({ imageIds: ids, problem: null })
    expect((await handlers.trashSize({})).count).toBe(3)
    await handlers.restoreImages({ imageIds: ids.slice(0, 1) })
    expect(await handlers.emptyTrash({})).toEqual({ count: 2, problem: null })
    const names = told.map(([name]) => name).filter((name) => /image|trash/i.test(name))
    expect(names).toEqual([
      ...['imagesTrashed', 'trashChanged', 'imagesRestored', 'trashChanged', 'trashChanged'],
    ])
    expect(told.at(-1)?.[1]).toEqual({ count: 0, bytes: 0 })
    expect(bench.pictures(done)).toHaveLength(1)
  })
})
