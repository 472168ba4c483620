import { X509Certificate } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'
import { told } from '../../testing/told.ts'

const bench = new Bench()
afterEach(() => bench.close())
const fingerprintOf = (pem: string | null) => new X509Certificate(pem ?? '').fingerprint256

describe('a certificate that nobody vouches for', () => {
  test.each([
    ['self-signed', /self-signed/],
    ['expired', /certificate/],
    ['wrong-host', /certificate/],
  ] as const)('%s: refused, and shown so that it can be trusted', async (tls, words) => {
    const { client, worker } = await bench.pair({ tls })
    const report = await client.probe(never)
    expect(told(report)).toMatchObject({
      ...{ ok: false, problem: { kind: 'tls', message: expect.stringMatching(words) } },
      certificate: {
        ...{
          fingerprint: fingerprintOf(worker.certificate),
          subject: expect.any(String),
          validTo: expect.any(String),
        },
      },
    })
    expect(worker.calls()).toEqual([])
  })

  test.each([
    ['self-signed', false],
    ['wrong-host', true],
  ] as const)('%s: says whether it names another host, whatever else is wrong', async (tls, other) => {
    const { client } = await bench.pair({ tls })
    const { problem } = await client.probe(never)
    const words = ' It is issued to elsewhere.example, not to 127.0.0.1.'
    expect(inWords(problem?.message ?? '').endsWith(words)).toBe(other)
  })

  test.each(['self-signed', 'expired', 'wrong-host'] as const)(
    '%s: exactly this one is accepted once pinned',
    async (tls) => {
      const { worker } = await bench.pair({ tls })
      const client = bench.client(worker.url, {
        tls: { kind: 'pinned', fingerprint: fingerprintOf(worker.certificate) },
      })
      expect((await collect(client, batch(2))).images).toHaveLength(2)
      await client.ping(never)
    },
  )

  test.each(['self-signed', 'expired', 'wrong-host'] as const)(
    '%s: accepted unseen when checks are off',
    async (tls) => {
      const { client } = await bench.pair({ tls }, { tls: { kind: 'insecure' } })
      expect((await collect(client, batch(1))).images).toHaveLength(1)
    },
  )
})

test('a pinned certificate that is replaced is refused before anything is sent, with both fingerprints', async () => {
  const password = 'must not leak'
  const auth = { user: 'artist', password }
  const { worker } = await bench.pair({ tls: 'self-signed', auth })
  const old = fingerprintOf(worker.certificate)
  const client = bench.client(worker.url, { ...auth, tls: { kind: 'pinned', fingerprint: old } })
  await client.capabilities(never)
  await worker.comeBack('self-signed')
  const before = worker.calls().length
  const { error } = await collect(client, batch(1))
  expect(error).toMatchObject({
    kind: 'tls-changed',
    message: expect.stringContaining('not the one that was trusted'),
  })
  const { remedy } = told(error) as { remedy: string }
  expect(remedy).toContain(old)
  expect(remedy).toContain(fingerprintOf(worker.certificate))
  expect(worker.calls()).toHaveLength(before)
  expect(told(await client.probe(never))).toMatchObject({
    ...{
      ok: false,
      problem: { kind: 'tls-changed' },
      certificate: { fingerprint: fingerprintOf(worker.certificate) },
    },
  })
})

test('several calls at once over a pinned connection all pass', async () => {
  const { worker } = await bench.pair({ tls: 'self-signed' })
  const client = bench.client(worker.url, {
    tls: { kind: 'pinned', fingerprint: fingerprintOf(worker.certificate) },
  })
  await Promise.all(Array.from({ length: 12 }, () => client.ping(never)))
  expect(worker.calls()).toHaveLength(12)
})

test('https where http is spoken says so, and no certificate is shown', async () => {
  const worker = await bench.worker()
  const client = bench.client(worker.url.replace('http:', 'https:'))
  expect(told(await client.probe(never))).toMatchObject({
    ...{ ok: false, certificate: null, problem: { kind: 'tls', remedy: expect.stringContaining('http://') } },
  })
})

test('http where https is spoken is a broken connection', async () => {
  const worker = await bench.worker({ tls: 'self-signed' })
  const client = bench.client(worker.url.replace('https:', 'http:'))
  await expect(client.ping(never)).rejects.toMatchObject({ kind: 'connection-reset' })
})
