import { afterEach, expect, test } from 'vitest'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'

const bench = new Bench()
afterEach(() => bench.close())

async function start(options: SimulatedWorkerOptions = {}) {
  const { client, worker } = await bench.pair(options)
  await client.capabilities(never)
  return {
    client,
    worker,
    value: async (key: string) =>
      ((await (await fetch(`${worker.url}/sdapi/v1/options`)).json()) as Record<string, unknown>)[key],
    make: async (overrides: Record<string, number | boolean>) => {
      const { error, images } = await collect(client, batch(1, {}, { overrides }))
      expect(error).toBeNull()
      return images[0]?.infotext ?? ''
    },
    saves: () =>
      worker.calls().filter(({ method, path }) => method === 'POST' && path === '/sdapi/v1/options').length,
    busy: async () => {
      const running = worker.busyFor(60)
      await expect.poll(async () => (await client.activity(never))?.busy).toBe(true)
      return { running }
    },
  }
}

test('an option is put back, on an install that never saved it too; it is saved once', async () => {
  const { make, value, saves } = await start()
  const before = await value('eta_noise_seed_delta')
  expect(await make({ eta_noise_seed_delta: 31_337, tiling: true })).toContain('ENSD: 31337')
  expect(await value('eta_noise_seed_delta')).toBe(before)
  expect(await value('tiling')).toBe(false)
  const once = saves()
  expect(await make({ eta_noise_seed_delta: 5 })).toContain('ENSD: 5')
  expect(saves()).toBe(once)
  expect(await make({})).not.toContain('ENSD')
})

test("a server at work is not saved to; the next request names the owner's value instead", async () => {
  const { make, value, busy } = await start({ settings: { eta_noise_seed_delta: 7 }, config: 'fresh' })
  const { running } = await busy()
  expect(await make({ tiling: true, eta_noise_seed_delta: 3 })).toContain('Tiling: True')
  await running
  // Nobody had saved the key: it stays in force there.
  expect(await value('tiling')).toBe(true)
  const next = await make({})
  expect(next).not.toContain('Tiling')
  expect(next).toContain('ENSD: 7')
})
