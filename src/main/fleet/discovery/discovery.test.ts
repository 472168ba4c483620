import { createServer } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import type { ProblemKind } from '../../../shared/problem.ts'
import { plainText } from '../../../shared/words/catalogue.ts'
import type { ProbeReport } from '../../../shared/worker.ts'
import type { Discovery as DiscoveryView } from '../../../shared/worker-activity.ts'
import { AwakeClock } from '../../core/awake-clock.ts'
import { VirtualClock } from '../../core/dispatch/testing/virtual-clock.ts'
import { TributaryError } from '../../core/failure.ts'
import { createDiscovery, type DiscoveryOptions } from './discovery.ts'
import { tcpConnectable } from './tcp-connectable.ts'

const report = (url: string, more: Partial<ProbeReport> = {}): ProbeReport => ({
  ok: true,
  url,
  roundTripMs: 1,
  kind: 'a1111',
  version: 'v1.10.1',
  checkpoint: 'dreamshaper_8',
  proxy: null,
  needsPassword: false,
  certificate: null,
  problem: null,
  ...more,
})
const failing = (url: string, kind: ProblemKind, more: Partial<ProbeReport> = {}) =>
  report(url, {
    ok: false,
    kind: null,
    version: null,
    checkpoint: null,
    problem: { kind, message: plainText(kind), remedy: null, field: null },
    ...more,
  })
const certificate = { fingerprint: 'AA', subject: 's', issuer: 'i', validTo: 'x' }
const lan: NetworkInterfaceInfo = {
  address: '192.168.1.3',
  netmask: '255.255.255.0',
  family: 'IPv4',
  mac: '00:00:00:00:00:00',
  internal: false,
  cidr: null,
}

/** A network of servers that answer after some ms of virtual time. */
function world(
  servers: Readonly<Record<string, (url: string) => ProbeReport>>,
  options: Partial<DiscoveryOptions> = {},
) {
  const clock = new VirtualClock()
  // A fleet listens for sleep as long as the app runs.
  const awake = new AwakeClock(clock)
  awake.onWake(() => undefined)
  const network = { downUntil: 0 }
  const views: { at: number; view: DiscoveryView }[] = []
  const seen = { connects: [] as string[], probes: [] as string[], atOnce: 0, most: 0 }
  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve)
      signal.addEventListener('abort', () => {
        cancel()
        resolve()
      })
    })
  const discovery = createDiscovery({
    clock: awake,
    known: () => [],
    interfaces: () => ({ eth0: [lan] }),
    async connectable(host, port, timeoutMs, signal) {
      seen.connects.push(`${host}:${port}`)
      seen.most = Math.max(seen.most, ++seen.atOnce)
      const up = () => clock.now() >= network.downUntil
      const open = `${host}:${port}` in servers && up()
      await wait(open ? 2 : timeoutMs, signal)
      seen.atOnce--
      return open && up() && !signal.aborted
    },
    async probe(url, signal) {
      seen.probes.push(url)
      await wait(30, signal)
      if (clock.now() < network.downUntil) return failing(url, 'unreachable')
      return servers[url.replace(/^https?:\/\//, '')]?.(url) ?? failing(url, 'not-sdwui')
    },
    emit: (view) => views.push({ at: clock.now(), view }),
    ...options,
  })
  const ended = () =>
    new Promise<DiscoveryView>((resolve) => {
      const check = () => {
        const view = discovery.view()
        if (view !== null && !view.running) resolve(view)
        else clock.after(50, check)
      }
      check()
    })
  return { clock, network, discovery, views, seen, finished: () => clock.run(ended()) }
}

describe('looking for servers', () => {
  it('sends nothing before it is asked', async () => {
    const { clock, discovery, seen } = world({})
    await clock.advance(60_000)
    expect(seen).toMatchObject({ connects: [], probes: [] })
    expect(discovery.view()).toBeNull()
  })

  it('looks at ten ports of this machine only, when that is asked', async () => {
    const { discovery, seen, finished } = world({ '127.0.0.1:7861': report, '192.168.1.7:7860': report })
    expect(discovery.start('machine')).toMatchObject({
      scope: 'machine',
      running: true,
      checked: 0,
      total: 10,
      found: [],
    })
    const view = await finished()
    expect(view).toMatchObject({ running: false, checked: 10, total: 10, problem: null })
    expect(view.found).toEqual([
      {
        url: 'http://127.0.0.1:7861',
        kind: 'a1111',
        version: 'v1.10.1',
        checkpoint: 'dreamshaper_8',
        needsPassword: false,
        problem: null,
        knownAs: null,
      },
    ])
    expect(seen.connects.every((place) => /^(127\.0\.0\.1|\[::1\]):786\d$/.test(place))).toBe(true)
    expect(seen.probes).toEqual(['http://127.0.0.1:7861'])
  })

  it('looks along the local network when that is asked, 64 places at once at most', async () => {
    const { discovery, seen, finished } = world({ '192.168.1.7:7860': report, '192.168.1.254:7869': report })
    discovery.start('network')
    const view = await finished()
    expect(view).toMatchObject({ checked: 2540, total: 2540 })
    expect(view.found.map(({ url }) => url)).toEqual(['http://192.168.1.7:7860', 'http://192.168.1.254:7869'])
    expect(seen.most).toBe(64)
  })

  it('tells its progress at most ten times a second, and the end always', async () => {
    const { discovery, views, finished } = world({})
    discovery.start('network')
    await finished()
    const seconds = Map.groupBy(views, ({ at }) => Math.floor(at / 1000))
    for (const [, told] of seconds) expect(told.length).toBeLessThanOrEqual(11)
    expect(views.at(-1)?.view).toMatchObject({ running: false, checked: 2540 })
    expect(views.filter(({ view }) => !view.running)).toHaveLength(1)
  })

  it('ends at once when cancelled, keeps what was found, and says nothing after', async () => {
    const { clock, discovery, views, seen } = world({ '127.0.0.1:7860': report })
    discovery.start('network')
    await clock.advance(100)
    discovery.cancel()
    expect(views.at(-1)?.view).toMatchObject({ running: false, found: [{ url: 'http://127.0.0.1:7860' }] })
    const [told, connects] = [views.length, seen.connects.length]
    await clock.advance(60_000)
    expect([views.length, seen.connects.length]).toEqual([told, connects])
    discovery.cancel()
    expect(views).toHaveLength(told)
  })

  it('gives way to a new look', async () => {
    const { clock, discovery, views, finished } = world({ '127.0.0.1:7860': report })
    discovery.start('network')
    await clock.advance(100)
    discovery.start('machine')
    expect(await finished()).toMatchObject({ scope: 'machine', total: 10, checked: 10 })
    const scopes = views.map(({ view }) => view.scope)
    expect(scopes.slice(scopes.indexOf('machine'))).not.toContain('network')
  })

  it('stops with nothing under way', async () => {
    const { clock, discovery, seen } = world({})
    discovery.start('network')
    await clock.advance(100)
    await discovery.stop()
    expect(seen.atOnce).toBe(0)
  })

  it('says when there is no network to look at, and looks at this machine all the same', async () => {
    const { discovery, finished } = world({ '127.0.0.1:7860': report }, { interfaces: () => ({}) })
    discovery.start('network')
    const view = await finished()
    expect(view.problem).toMatchObject({ kind: 'not-found' })
    expect(view.found).toHaveLength(1)
  })

  it('knows workers by every name of this machine, also those added meanwhile', async () => {
    const known: { url: string; name: string }[] = []
    const { discovery, finished } = world(
      {
        '127.0.0.1:7860': report,
        '[::1]:7861': report,
        '127.0.0.1:7862': report,
        '127.0.0.1:7863': report,
        '192.168.1.7:7860': report,
      },
      { known: () => known, hostName: 'Desk' },
    )
    discovery.start('network')
    await finished()
    known.push(
      { url: 'http://localhost:7860', name: 'a' },
      { url: 'http://192.168.1.3:7861', name: 'b' },
      { url: 'https://desk.local:7862', name: 'c' },
      { url: 'http://192.168.1.8:7860', name: 'd' },
    )
    const found = discovery.view()?.found.map(({ url, knownAs }) => `${url} ${knownAs}`)
    expect(found?.sort()).toEqual([
      'http://127.0.0.1:7860 a',
      'http://127.0.0.1:7862 c',
      'http://127.0.0.1:7863 null',
      'http://192.168.1.7:7860 null',
      'http://[::1]:7861 b',
    ])
  })

  it('keeps what is sdwui though it cannot be used yet, and drops what is something else', async () => {
    const secure = (answer: (url: string) => ProbeReport) => (url: string) =>
      url.startsWith('https:') ? answer(url) : failing(url, 'connection-reset')
    const { discovery, finished } = world({
      '127.0.0.1:7860': (url) => failing(url, 'auth', { needsPassword: true }),
      '127.0.0.1:7861': (url) => failing(url, 'no-api'),
      '127.0.0.1:7862': (url) => failing(url, 'not-ready'),
      '127.0.0.1:7863': (url) => failing(url, 'not-sdwui'),
      '127.0.0.1:7864': secure(report),
      '127.0.0.1:7865': secure((url) => failing(url, 'tls', { certificate })),
      '127.0.0.1:7866': secure((url) => failing(url, 'tls')),
    })
    discovery.start('machine')
    const { found } = await finished()
    const words = found.map(
      ({ url, needsPassword, problem }) =>
        `${url} ${problem?.kind ?? 'ready'}${needsPassword ? ', password' : ''}`,
    )
    expect(words.sort()).toEqual([
      'http://127.0.0.1:7860 auth, password',
      'http://127.0.0.1:7861 no-api',
      'http://127.0.0.1:7862 not-ready',
      'https://127.0.0.1:7864 ready',
      'https://127.0.0.1:7865 tls',
    ])
  })

  it.each([true, false])(
    'goes on by itself after this computer slept, with those it was looking at; the clock counts on: %s',
    async (counted) => {
      const addresses = Array.from({ length: 200 }, (_, at) => `192.168.1.${at + 20}:7860`)
      const { clock, network, discovery, finished } = world(
        Object.fromEntries(addresses.map((address) => [address, report])),
      )
      discovery.start('network')
      await clock.advance(60)
      clock.sleep(3_600_000, counted)
      // What was under way breaks, and the network needs some seconds to be back.
      network.downUntil = clock.now() + 4_000
      const view = await finished()
      expect(view).toMatchObject({ running: false, checked: 2540, problem: null })
      expect(view.found).toHaveLength(200)
    },
  )

  it('ends though this computer falls asleep again and again', async () => {
    const { clock, discovery, finished } = world({ '127.0.0.1:7860': report })
    discovery.start('machine')
    for (let nap = 0; nap < 20; nap++) {
      await clock.advance(5_200)
      clock.sleep(60_000, false)
    }
    expect(await finished()).toMatchObject({ running: false, checked: 10 })
  })

  it('does not wait for a server that never answers', async () => {
    const { clock, discovery, finished } = world(
      { '127.0.0.1:7860': report },
      {
        probe: (url, signal) =>
          new Promise((resolve) => signal.addEventListener('abort', () => resolve(failing(url, 'aborted')))),
      },
    )
    discovery.start('machine')
    expect(await finished()).toMatchObject({ checked: 10, found: [] })
    expect(clock.now()).toBeLessThan(10_000)
  })

  it('goes on when the look at one address fails oddly, and tells the problem', async () => {
    const { discovery, finished } = world(
      { '127.0.0.1:7860': report, '127.0.0.1:7861': report },
      {
        async probe(url) {
          if (url.endsWith('7860')) throw new TributaryError('internal', 'odd')
          return report(url)
        },
      },
    )
    discovery.start('machine')
    expect(await finished()).toMatchObject({
      checked: 10,
      problem: { message: plainText('odd') },
      found: [{ knownAs: null }],
    })
  })
})

describe('a TCP connect', () => {
  it('tells an open port from a closed one and ends when cancelled', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined))
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    )
    const { signal } = new AbortController()
    expect(await tcpConnectable('127.0.0.1', port, 2_000, signal)).toBe(true)
    expect(await tcpConnectable('127.0.0.1', port, 2_000, AbortSignal.abort())).toBe(false)
    await new Promise((resolve) => server.close(resolve))
    expect(await tcpConnectable('127.0.0.1', port, 2_000, signal)).toBe(false)
  })
})
