import { expect, it } from 'vitest'
import { inventedHash } from '../../simulator/engine/checkpoint-files.ts'
import { told } from '../../testing/told.ts'
import { HttpBench, seedsFrom } from './bench.ts'

it('a mixed fleet shares a job of "DPM++ 2M" with Karras, each server asked as it spells them', async () => {
  await using bench = await HttpBench.open()
  // No machine makes all of them before another has begun.
  await bench.add('new', { ipm: 1 })
  await bench.add('old', { ipm: 1, samplers: ['Euler a', 'DPM++ 2M Karras'], schedulers: [] })
  await bench.add('sdcpp', { ipm: 1, kind: 'sdcpp' })
  const job = await bench.submit(24, { sampler: 'DPM++ 2M', scheduler: 'Karras' })
  expect((await bench.done(job)).state).toBe('finished')
  const pictures = bench.pictures(job)
  expect(pictures.map(({ seed }) => seed)).toEqual(seedsFrom(1000, 24))
  expect(new Set(pictures.map(({ workerName }) => workerName))).toEqual(new Set(['new', 'old', 'sdcpp']))
  expect(pictures.flatMap(({ flags }) => flags)).toEqual([])
})

it.each(['Euler a', 'k_euler_a', 'euler_ancestral', 'EulerAncestralDiscreteScheduler'])(
  'a server of another kind makes pictures with "%s" as it calls it',
  async (sampler) => {
    await using bench = await HttpBench.open()
    await bench.add('sdcpp', { kind: 'sdcpp' })
    const job = await bench.submit(2, { sampler })
    await bench.done(job)
    expect(bench.pictures(job).map(({ flags }) => flags)).toEqual([[], []])
    expect(bench.pictures(job)[0]?.infotext).toContain('Sampler: euler_a')
  },
)

it('flags a schedule that a server passes over without a word', async () => {
  await using bench = await HttpBench.open()
  await bench.add('kobold', { kind: 'koboldcpp' })
  const job = await bench.submit(1, { scheduler: 'Karras' })
  await bench.done(job)
  expect(bench.pictures(job).map(({ flags }) => flags)).toEqual([['schedule-not-confirmed']])
})

it('of two checkpoints of one name the one that was chosen by its title is used; the bare name is a question', async () => {
  await using bench = await HttpBench.open()
  await bench.add('argon', { checkpoints: ['sd15/model.safetensors#sd15', 'xl/model.safetensors#xl'] })
  const asked = await bench.app.handlers.planPreview({
    request: bench.request(2, { checkpoint: 'model' }),
  })
  expect(JSON.stringify(told(asked))).toContain('two files named model: choose one by its full title')
  for (const folder of ['xl', 'sd15']) {
    const job = await bench.submit(2, { checkpoint: `${folder}/model.safetensors` })
    await bench.done(job)
    const hash = `Model hash: ${inventedHash(folder).slice(0, 10)}`
    expect(bench.pictures(job).map(({ infotext }) => infotext?.includes(hash))).toEqual([true, true])
  }
})
