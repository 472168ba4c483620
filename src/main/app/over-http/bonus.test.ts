import { expect, it } from 'vitest'
import { HttpBench, seedsFrom } from './bench.ts'

/** Fleet seconds per real second: few, so that what this computer does besides is a small part of what requests take. */
const timeScale = 10

it('"N + bonus" does not wait for the fastest machine when it slows to a fifth: the slow ones make the rest', async () => {
  await using bench = await HttpBench.open({ timeScale })
  // At 64x64 laptop makes an image in 1.5 s of fleet time. Promised: all 24 by it, in 36 s. After six it takes 7.5 s for one: alone it
  // would end after 144 s.
  await bench.add('argon', { ipm: 10 / 64, timeScale })
  await bench.add('master', { ipm: 30 / 64, timeScale })
  await bench.add('laptop', { ipm: 40 / 64, timeScale, faults: ['slow=5@6i'] })
  const job = await bench.submit(24, { mode: 'bonus' })
  const done = await bench.done(job)

  expect(done).toMatchObject({ state: 'finished', stored: 24 })
  expect(done.plan?.shares.find(({ name }) => name === 'laptop')?.images).toBe(24)
  const pictures = bench.pictures(done)
  const asked = pictures.filter(({ bonus }) => !bonus)
  expect(asked.map(({ seed }) => seed)).toEqual(seedsFrom(1000, 24))
  expect(pictures.every(({ seed, index }) => seed === 1000 + index)).toBe(true)
  const by = (name: string) => asked.filter(({ workerName }) => workerName === name).length
  expect(by('master')).toBeGreaterThan(2)
  expect(by('laptop')).toBeLessThan(18)
  expect(done.makespanSeconds).toBeLessThan(120)
})
