import { describe, expect, it } from 'vitest'
import type { Capabilities } from '../../../../shared/worker.ts'
import type { WorkerSpeed } from '../../speed/worker-speed.ts'
import { flightFor } from '../testing/flight.ts'
import { VirtualClock } from '../testing/virtual-clock.ts'
import { VirtualFleet } from '../testing/virtual-fleet.ts'
import { steady } from '../testing/world.ts'
import { depthFor, secondPays } from './depth.ts'

/** A measured worker that knows task ids and works in order, but for what is given. */
function worker(given: { capabilities?: Partial<Capabilities> | null; speed?: Partial<WorkerSpeed> } = {}) {
  const [plain] = new VirtualFleet(new VirtualClock(), [{ truth: steady('argon', 60) }]).workers()
  if (plain?.capabilities == null) throw new Error('a worker of the fleet knows what it can do')
  const capabilities = given.capabilities === null ? null : { ...plain.capabilities, ...given.capabilities }
  return { ...plain, capabilities, speed: { ...plain.speed, ...given.speed } }
}

const SHORT = { computeSeconds: 2, overheadSeconds: 5 }

describe('how many requests keep a worker busy', () => {
  it.each([
    ['four where the overhead of each is longer than its compute', 4, {}, SHORT],
    ['two where it is as long', 2, {}, { computeSeconds: 5, overheadSeconds: 5 }],
    ['two where nobody has seen the overhead', 2, { speed: { overheadSeconds: { mean: 5, n: 0 } } }, SHORT],
    ['two where nobody has seen the speed', 2, { speed: { benchmark: null } }, SHORT],
    [
      'four where a first request has shown the speed',
      4,
      { speed: { benchmark: null, firstIpm: 30 } },
      SHORT,
    ],
    ['two where requests cannot be told apart', 2, { capabilities: { taskIds: false } }, SHORT],
    ['two where nobody knows what it can do', 2, { capabilities: null }, SHORT],
    ['one where it does not queue in order', 1, { capabilities: { queuesInOrder: false } }, SHORT],
    ['one where requests end at some age', 1, { speed: { longestRequestSeconds: 30 } }, SHORT],
  ])('is %s', (_, depth, given, request) => {
    expect(depthFor(worker(given), request)).toBe(depth)
  })
})

describe('a second request', () => {
  const untold = { recognised: 'while-alone' as const }

  it('pays wherever it can be told from the first', () => {
    expect(secondPays(worker(), flightFor({ computeSeconds: 100, overheadSeconds: 0 }))).toBe(true)
  })

  it('pays elsewhere where it hides more than a twentieth of the compute', () => {
    const pays = (overheadSeconds: number) =>
      secondPays(worker(), flightFor({ computeSeconds: 100, overheadSeconds, ...untold }))
    expect([pays(5), pays(5.1)]).toEqual([false, true])
  })

  it('never pays where the server does not queue in order', () => {
    expect(secondPays(worker({ capabilities: { queuesInOrder: false } }), flightFor())).toBe(false)
  })
})
