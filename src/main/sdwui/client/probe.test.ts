import { afterEach, describe, expect, test } from 'vitest'
import { answering } from '../../simulator/testing/answering.ts'
import { Bench, never } from '../../simulator/testing/simulated-client.ts'
import { told } from '../../testing/told.ts'

const bench = new Bench()
afterEach(() => bench.close())

describe('a look at an address', () => {
  test('tells kind, checkpoint and round trip', async () => {
    const { client, worker } = await bench.pair({ kind: 'reforge' })
    expect(await client.probe(never)).toEqual({
      ...{ ok: true, url: worker.url, kind: 'reforge', version: null, checkpoint: 'dreamshaper_8' },
      ...{
        roundTripMs: expect.any(Number),
        proxy: null,
        needsPassword: false,
        certificate: null,
        problem: null,
      },
    })
  })
  test('asks for a password', async () => {
    const { client } = await bench.pair({ auth: { user: 'a', password: 'b' } })
    expect(told(await client.probe(never))).toMatchObject({
      ok: false,
      needsPassword: true,
      problem: { kind: 'auth' },
    })
  })
  test('tells sdwui without --api from what is no sdwui at all', async () => {
    const { client } = await bench.pair({ api: false })
    expect(told(await client.probe(never))).toMatchObject({
      ...{ ok: false, problem: { kind: 'no-api', remedy: expect.stringContaining('--api') } },
    })
    await using page = await answering('<!DOCTYPE html><h1>It works!</h1>', 404)
    expect(told(await bench.client(page.url).probe(never))).toMatchObject({
      ok: false,
      problem: { kind: 'not-sdwui' },
    })
    await using other = await answering('<!DOCTYPE html><h1>It works!</h1>', 200)
    expect(await bench.client(other.url).probe(never)).toMatchObject({
      ok: false,
      problem: { kind: 'not-sdwui' },
    })
  })
  test('never throws for what the network does', async () => {
    expect(await bench.client('http://127.0.0.1:9').probe(never)).toMatchObject({
      ok: false,
      needsPassword: false,
      problem: { kind: 'unreachable' },
    })
    expect(await bench.client('http://nowhere.invalid').probe(never)).toMatchObject({
      ok: false,
      problem: { kind: 'dns' },
    })
  })
})
