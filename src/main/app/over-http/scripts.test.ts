import { expect, it } from 'vitest'
import { isAsAsked } from '../../../shared/job.ts'
import { HttpBench } from './bench.ts'

it('keeps all that a selectable script answers, each image of the job one request to one machine', async () => {
  await using bench = await HttpBench.open()
  for (const name of ['argon', 'neon']) await bench.add(name)
  const script = { title: 'Prompt Matrix', args: [false, false, 'positive', 'comma', 0] }
  const job = await bench.submit(3, { prompt: 'a valley|fog|sun', script })
  const done = await bench.done(job)
  expect(done).toMatchObject({ state: 'finished', stored: 3, failed: 0 })
  const stored = bench.app.gallery.imagesOfJob(job.id).filter(({ flags }) => isAsAsked(flags))
  // A grid and four combinations each.
  expect(stored).toHaveLength(15)
  expect(new Set(stored.map(({ index }) => index)).size).toBe(15)
  const [main, beside] = [stored.filter(({ bonus }) => !bonus), stored.filter(({ bonus }) => bonus)]
  expect(main.map(({ index, seed }) => [index, seed])).toEqual([
    [0, 1000],
    [1, 1001],
    [2, 1002],
  ])
  expect(beside.map(({ index }) => index)).toEqual(Array.from({ length: 12 }, (_, at) => at + 3))
  // Each with the seed of the request it came with.
  for (const seed of [1000, 1001, 1002]) expect(beside.filter((each) => each.seed === seed)).toHaveLength(4)
})

it('leaves out machines that lack the script, or take other arguments', async () => {
  await using bench = await HttpBench.open()
  await bench.add('sdcpp', { kind: 'sdcpp' })
  await bench.add('argon')
  const { leftOut, obstacles } = bench.app.dispatcher.preview(
    bench.request(1, { script: { title: 'Prompt Matrix', args: [] } }),
  )
  expect(leftOut.map(({ name, reason }) => [name, reason.kind])).toEqual([
    ['sdcpp', 'planning.lacks-scripts'],
    ['argon', 'planning.script-arguments'],
  ])
  expect(obstacles?.map(({ field }) => field)).toContain('script')
})
