import { describe, expect, it } from 'vitest'
import { WorkerConfig } from '../../shared/worker.ts'
import { unusableConnection } from '../fleet/unusable-connection.ts'
import { connectOver } from './connect.ts'
import { protocol, type ServerProtocol } from './protocols.ts'

const never = new AbortController().signal
const config = (more: Partial<WorkerConfig> = {}) =>
  WorkerConfig.parse({
    ...{ id: 'argon', name: 'argon', url: 'http://127.0.0.1:7860', lane: 'active', colour: 0, user: null },
    ...{ tls: { kind: 'verify' }, pixelCap: null, maxBatch: null, checkpointOverride: null },
    ...{ saveOnWorker: false, note: '' },
    ...more,
  })

/** A protocol that answers at every address or at none, and counts its clients. */
function spoken(id: string, ok: boolean): ServerProtocol & { opened: string[]; open: number } {
  const seen = { opened: [] as string[], open: 0 }
  const { connect, probe } = protocol(id, ({ url }) => {
    const silent = unusableConnection(new Error(`no ${id} here`))
    seen.opened.push(url)
    seen.open++
    return {
      ...silent,
      probe: async (signal) => ({ ...(await silent.probe(signal)), ok }),
      close: () => {
        seen.open--
      },
    }
  })
  return Object.assign(seen, { id, connect, probe })
}

describe('the protocols that workers speak', () => {
  it('a worker is connected to in the protocol it names, or in the first', () => {
    const [sdwui, other] = [spoken('sdwui', true), spoken('other', true)]
    const connect = connectOver([sdwui, other])
    connect(config(), null)
    expect([sdwui.opened.length, other.opened.length]).toEqual([1, 0])
    connect(config({ protocol: 'other' }), null)
    expect([sdwui.opened.length, other.opened.length]).toEqual([1, 1])
  })
  it('an address is probed in each until one answers, and which it was is told', async () => {
    const [sdwui, other] = [spoken('sdwui', false), spoken('other', true)]
    const connection = connectOver([sdwui, other])(config(), null)
    expect(await connection.probe(never)).toMatchObject({ ok: true, protocol: 'other' })
    connection.close()
    expect([sdwui.open, other.open]).toEqual([0, 0])
  })
  it('where none answers it is what the first one found', async () => {
    const connection = connectOver([spoken('sdwui', false), spoken('other', false)])(config(), null)
    const { ok, problem } = await connection.probe(never)
    expect([ok, JSON.stringify(problem)]).toEqual([false, expect.stringContaining('no sdwui here')])
  })
  it('a protocol that nobody speaks is refused by its name', () => {
    expect(() => connectOver([spoken('sdwui', true)])(config({ protocol: 'smoke' }), null)).toThrow('smoke')
  })
})
