import { expect, it } from 'vitest'
import { HttpBench, seedsFrom } from './bench.ts'

it.each([
  ['several scripts', 'café 谷の朝霧, долина, وادي, Größe'],
  ['emoji', 'a valley 🏔️👩‍🚀'],
  ['half an emoji', 'a valley \ud83c at dawn'],
])('a demo-like fleet makes a job whose prompt holds %s', async (_, prompt) => {
  await using bench = await HttpBench.open()
  for (const [name, ipm] of [
    ['laptop', 1200],
    ['master', 894],
    ['argon', 300],
  ] as const)
    await bench.add(name, { ipm })
  const done = await bench.done(await bench.submit(8, { prompt, negativePrompt: '模糊' }))
  expect(done).toMatchObject({ state: 'finished', stored: 8, failed: 0 })
  const pictures = bench.pictures(done)
  expect(pictures.map(({ seed }) => seed)).toEqual(seedsFrom(1000, 8))
  expect(pictures.map((picture) => picture.prompt)).toEqual(Array(8).fill(prompt.toWellFormed()))
  for (const name of bench.servers.keys()) expect([...bench.states(name)]).not.toContain('unavailable')
})
