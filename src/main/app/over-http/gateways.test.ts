import { describe, expect, it } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import type { SimulatedWorker } from '../../simulator/simulated-worker.ts'
import { HttpBench, seedsFrom } from './bench.ts'
import { page, SIGN_IN, startGateway } from './gateway.ts'

/** At 64x64 a batch of 8 takes a quarter of a real second then. */
const SLOW = { ipm: 0.5 }
const isTxt2img = (path: string) => path.endsWith('/txt2img')

/** generation requests and interrupts the server received, in order */
const deeds = (server: SimulatedWorker) =>
  server
    .calls()
    .flatMap(({ path }) => /\/(txt2img|interrupt)$/.exec(path)?.[1] ?? [])
    .join(' ')

describe('a status of a gateway, with the request still at the server behind it,', () => {
  it.each([408, 499, 504, 520, 524, 530])(
    '%i: is withdrawn there before anything is sent again',
    async (status) => {
      await using bench = await HttpBench.open()
      const server = await bench.serve('one', { ...SLOW, faults: ['slow=400'] })
      await using gateway = await startGateway(server.url, ({ path, response, passOn, generations }) => {
        if (!isTxt2img(path) || generations > 0) return undefined
        return async () => {
          void passOn()
          await bench.until('the server to compute', () => server.queueLength > 0)
          page(response, status, `<html><h1>${status}</h1></html>`)
        }
      })
      await bench.join('one', gateway.url, SLOW.ipm)
      // One request: a second one could come to lie behind it before the gateway answers.
      const job = await bench.submit(1)
      await bench.until('the lost request to be interrupted', () => /^txt2img interrupt/.test(deeds(server)))
      server.setFaults([])
      const done = await bench.done(job)
      expect(done).toMatchObject({ state: 'finished', stored: 1 })
      expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 1))
      expect(deeds(server)).toMatch(/^txt2img interrupt txt2img/)
      expect(bench.states('one')).not.toContain('paused')
      expect(bench.notices.map(({ text }) => text).join()).toContain(`gateway in front of`)
    },
  )

  it('is waited for where the server knows no task ids', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('one', { ...SLOW, panel: false })
    let over = false
    let early = 0
    await using gateway = await startGateway(server.url, ({ path, response, passOn, generations }) => {
      if (!isTxt2img(path)) return undefined
      if (generations > 0) {
        if (!over) early++
        return undefined
      }
      return async () => {
        void passOn().then(() => {
          over = true
        })
        await bench.until('the server to compute', () => server.queueLength > 0)
        page(response, 524, 'error code: 524')
      }
    })
    await bench.join('one', gateway.url, SLOW.ipm)
    const done = await bench.done(await bench.submit(16))
    expect(done).toMatchObject({ state: 'finished', stored: 16 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 16))
    expect(early).toBe(0)
  })
})

describe('a gateway that fails every generation while all else passes', () => {
  it.each(['gateway=502', 'gateway=504'])(
    '%s: the machine is paused, its card says why, and another one makes the job',
    async (fault) => {
      await using bench = await HttpBench.open()
      await bench.add('good', SLOW)
      const server = await bench.add('broken', { ...SLOW, faults: [fault] })
      const done = await bench.done(await bench.submit(100))
      expect(done).toMatchObject({ state: 'finished', stored: 100 })
      expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 100))
      expect(bench.state('broken')).toBe('paused')
      const card = inWords(bench.app.fleet.view(bench.id('broken'))?.problem?.message ?? '')
      expect(card).toMatch(/^Paused after three failures in five minutes\. .*gateway/)
      expect(server.calls().filter(({ path }) => isTxt2img(path)).length).toBeLessThanOrEqual(6)
    },
  )

  it('leaves a job without another machine waiting, in words', async () => {
    await using bench = await HttpBench.open()
    await bench.add('broken', { ipm: 20, faults: ['gateway=502'] })
    const { id } = await bench.submit(24)
    await bench.until('it to be paused', () => bench.state('broken') === 'paused')
    await bench.until('the job to say so', () => bench.app.dispatcher.job(id)?.state === 'waiting')
    expect(inWords(bench.app.dispatcher.job(id)?.problem?.message ?? '')).toMatch(
      /^No machine is available\. broken: paused/,
    )
  })
})

describe('a sign-in page before a machine', () => {
  it.each([
    [200, SIGN_IN],
    [403, SIGN_IN],
    [511, '<html><h1>Network Authentication Required</h1></html>'],
  ])(
    'with %i in the middle of a job is told as what it is, and the machine goes on when it is gone',
    async (status, html) => {
      await using bench = await HttpBench.open()
      await bench.add('good', { ipm: 1 })
      const server = await bench.serve('hidden', { ipm: 20 })
      let locked = false
      await using gateway = await startGateway(server.url, ({ response, request }) => {
        if (!locked) return undefined
        return () => {
          request.resume()
          page(response, status, html)
        }
      })
      await bench.join('hidden', gateway.url, 20)
      const job = await bench.submit(60)
      await bench.until('a first picture of it', () => server.images > 0)
      locked = true
      await bench.until('it to be marked', () => bench.problem('hidden') === 'sign-in-page')
      expect(bench.state('hidden')).toBe('needs-sign-in')
      const view = bench.app.fleet.view(bench.id('hidden'))
      expect(inWords(view?.problem?.message ?? '')).toMatch(/There is a sign-in page in front of 127/)
      expect(view?.nextTryAt).not.toBeNull()
      const before = server.images
      locked = false
      await bench.until('it to work again', () => server.images > before)
      const done = await bench.done(job)
      expect(done).toMatchObject({ state: 'finished', stored: 60 })
      expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 60))
      expect(bench.states('hidden')).not.toContain('paused')
      expect(bench.notices.map(({ title, text }) => title + text).join()).not.toMatch(
        /password|three failures/,
      )
    },
  )

  it('when it is added is told apart from a password of its own', async () => {
    await using bench = await HttpBench.open()
    await using gateway = await startGateway(
      'http://127.0.0.1:1',
      ({ response }) =>
        () =>
          page(response, 200, SIGN_IN),
    )
    const report = await bench.app.handlers.probeAddress({ input: { url: gateway.url }, workerId: null })
    expect(report).toMatchObject({ ok: false, needsPassword: false, problem: { kind: 'sign-in-page' } })
  })
})

it('what a machine with all routes but txt2img forbidden cannot do is said so, and it stays in use', async () => {
  await using bench = await HttpBench.open()
  const server = await bench.serve('one')
  await using gateway = await startGateway(server.url, ({ path, request, response }) => {
    if (isTxt2img(path)) return undefined
    return () => {
      request.resume()
      page(response, 403, '{"detail":"Forbidden"}')
    }
  })
  await bench.join('one', gateway.url)
  const workerId = bench.id('one')
  await expect(bench.app.handlers.interruptWorker({ workerId })).rejects.toMatchObject({
    message: expect.stringContaining('cannot be interrupted from here'),
  })
  await expect(bench.app.handlers.unloadCheckpoint({ workerId })).rejects.toMatchObject({
    message: expect.stringContaining('does not allow unloading its checkpoint'),
  })
  expect(bench.state('one')).toBe('idle')
})

describe('a good machine of which', () => {
  it.each([
    [
      'the settings fail with 500',
      (path: string) => path.endsWith('/options'),
      500,
      '{"error":"KeyError","detail":"","errors":"sd_vae"}',
    ],
    [
      'only txt2img is let through, the rest forbidden',
      (path: string) => !isTxt2img(path),
      403,
      '{"detail":"Forbidden"}',
    ],
    [
      'only txt2img is let through, the rest forbidden by a page',
      (path: string) => !isTxt2img(path),
      403,
      '<html>403 Forbidden</html>',
    ],
    [
      'only txt2img is let through, the rest not found',
      (path: string) => !isTxt2img(path),
      404,
      '{"detail":"Not Found"}',
    ],
    [
      'everything but txt2img is beyond its gateway',
      (path: string) => !isTxt2img(path),
      502,
      '<html>502</html>',
    ],
    ['one list fails', (path: string) => /samplers$/.test(path), 504, ''],
    [
      'the memory is forbidden',
      (path: string) => /memory$/.test(path),
      401,
      '{"detail":"Not authenticated"}',
    ],
  ])('%s makes its pictures like any other', async (_, fails, status, body) => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('one')
    await using gateway = await startGateway(server.url, ({ path, request, response }) => {
      if (!fails(path)) return undefined
      return () => {
        request.resume()
        response.writeHead(status, {
          'content-type': body.startsWith('<') ? 'text/html' : 'application/json',
        })
        response.end(body)
      }
    })
    await bench.join('one', gateway.url)
    expect(bench.state('one')).toBe('idle')
    const done = await bench.done(await bench.submit(12))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
    expect(server.images).toBe(12)
    expect(await bench.app.handlers.refreshWorker({ workerId: bench.id('one') })).toMatchObject({
      state: 'idle',
    })
  })
})
