import { afterEach, describe, expect, test } from 'vitest'
import { Bench, never, until } from '../../simulator/testing/simulated-client.ts'
import { told } from '../../testing/told.ts'

const bench = new Bench()
afterEach(() => bench.close())

describe('care of a server', () => {
  test('its lists are refreshed, whichever it has', async () => {
    for (const kind of ['a1111', 'sdnext', 'sdcpp', 'koboldcpp'] as const) {
      const { client, worker } = await bench.pair({ kind })
      await expect(client.refreshLists(never), kind).resolves.toBeUndefined()
      expect(worker.calls().filter(({ path }) => path.includes('/refresh-'))).toHaveLength(3)
    }
  })
  test('a restart breaks the connection, and that is well', async () => {
    const { client, worker } = await bench.pair({ serverControl: 'script', restartSeconds: 6 })
    await client.restart(never)
    await expect(client.ping(never)).rejects.toMatchObject({ kind: 'unreachable' })
    await until(
      async () =>
        await client.ping(never).then(
          () => true,
          () => null,
        ),
    )
    expect(worker.queueLength).toBe(0)
  })
  test('SD.Next restarts without a flag', async () => {
    const { client } = await bench.pair({ kind: 'sdnext', restartSeconds: 6 })
    await client.capabilities(never)
    await client.restart(never)
    await until(
      async () =>
        await client.ping(never).then(
          () => null,
          () => true,
        ),
    )
  })
  test.each<[string, Parameters<Bench['worker']>[0], RegExp]>([
    ['it was started without the flag', {}, /--api-server-stop/],
    ['nothing would bring it back', { serverControl: 'bare' }, /webui\.sh/],
    ['its kind has no such thing', { kind: 'koboldcpp' }, /where it runs/],
  ])('a restart is refused with what to do when %s', async (_why, options, remedy) => {
    const { client } = await bench.pair(options)
    await client.capabilities(never)
    expect(told(await client.restart(never).catch((error: unknown) => error))).toMatchObject({
      kind: 'validation',
      remedy: expect.stringMatching(remedy),
    })
  })
  test('what somebody else has it do is told, with its end', async () => {
    const { client, worker } = await bench.pair({ timeScale: 20 })
    expect(await client.activity(never)).toEqual({
      busy: false,
      fromPage: false,
      fraction: null,
      etaSeconds: null,
    })
    const busy = worker.busyFor(20)
    const seen = await until(async () => {
      const now = await client.activity(never)
      return now?.etaSeconds == null || (now.fraction ?? 0) < 0.5 ? null : now
    })
    expect(seen).toMatchObject({ busy: true, fromPage: true })
    // Real seconds: twenty of fleet time are one on the wall.
    expect(seen.etaSeconds).toBeGreaterThan(0.05)
    expect(seen.etaSeconds).toBeLessThan(0.8)
    await busy
  })
  test('a proxy that lets nothing but txt2img pass is not asked for ever how a request ended', async () => {
    const { client, worker } = await bench.pair({ faults: ['only-txt2img'] })
    for (let times = 0; times < 10; times++) expect(await client.wasStopped?.(never)).toBe('cannot-tell')
    expect(worker.calls().filter(({ path }) => path.startsWith('/sdapi/v1/progress')).length).toBeLessThan(4)
  })
  test('free memory is told in bytes', async () => {
    const { client } = await bench.pair({ vramBytes: 6 * 2 ** 30 })
    expect(await client.memory(never)).toEqual({
      usedBytes: expect.any(Number),
      totalBytes: 6 * 2 ** 30,
      cachedBytes: 0,
    })
  })
})
