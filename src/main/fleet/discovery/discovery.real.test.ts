import { afterEach, describe, expect, it } from 'vitest'
import type { Discovery as DiscoveryView } from '../../../shared/worker-activity.ts'
import { createSdwuiClient } from '../../sdwui/client/client.ts'
import { type SimulatedWorker, startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import { createClock } from '../../system/clock.ts'
import { createDiscovery } from './discovery.ts'
import { tcpConnectable } from './tcp-connectable.ts'

const running: SimulatedWorker[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
})

/** The ten ports of the machine lead to the simulated servers, so that nothing else on them disturbs. */
async function discover(servers: readonly SimulatedWorker[]): Promise<DiscoveryView> {
  const real = (port: number) => servers[port - 7860]?.port
  const { promise, resolve } = Promise.withResolvers<DiscoveryView>()
  const discovery = createDiscovery({
    clock: createClock(),
    known: () => [],
    interfaces: () => ({}),
    async connectable(host, port, timeoutMs, signal) {
      const to = host === '127.0.0.1' ? real(port) : undefined
      return to !== undefined && (await tcpConnectable(host, to, timeoutMs, signal))
    },
    async probe(url, signal) {
      const { protocol, port } = new URL(url)
      const baseUrl = `${protocol}//127.0.0.1:${real(Number(port))}`
      const client = createSdwuiClient({ baseUrl, user: null, password: null, tls: { kind: 'verify' } })
      try {
        return { ...(await client.probe(signal)), url }
      } finally {
        client.close()
      }
    },
    emit: (view) => {
      if (!view.running) resolve(view)
    },
  })
  discovery.start('machine')
  return promise
}

describe('looking for servers over real HTTP', () => {
  it('finds an open one, one with a password, and one behind a self-signed certificate', async () => {
    running.push(await startSimulatedWorker({ ipm: 600 }))
    running.push(await startSimulatedWorker({ auth: { user: 'ada', password: 'x' } }))
    running.push(await startSimulatedWorker({ tls: 'self-signed' }))
    const { found, problem } = await discover(running)
    expect(problem).toBeNull()
    const summary = found.map(({ url, kind, needsPassword }) => [url, kind !== null, needsPassword])
    expect(summary.sort()).toEqual([
      ['http://127.0.0.1:7860', true, false],
      ['http://127.0.0.1:7861', false, true],
      ['https://127.0.0.1:7862', false, false],
    ])
  })
})
