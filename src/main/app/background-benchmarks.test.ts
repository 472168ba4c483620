import { describe, expect, it } from 'vitest'
import { JobId, WorkerId } from '../../shared/ids.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { createBackgroundBenchmarks } from './background-benchmarks.ts'

const [a, b] = [WorkerId.parse('a'), WorkerId.parse('b')]
const job = JobId.parse('job')
const machine = (id: WorkerId, more: Partial<WorkerView> = {}): WorkerView =>
  ({
    config: { id },
    state: 'idle',
    benchmark: null,
    benchmarkProgress: null,
    busyElsewhere: null,
    problem: null,
    capabilities: {} as WorkerView['capabilities'],
    ...more,
  }) as WorkerView

/** A board of two machines that nobody has measured; `end` tells how a benchmark ended. */
function measuring(views: readonly WorkerView[] = [machine(a), machine(b)], allowed = true) {
  const begun: { id: WorkerId; wanted: AbortSignal; end: () => void }[] = []
  const timers: (() => void)[] = []
  const background = createBackgroundBenchmarks({
    views: () => views,
    allowed: () => allowed,
    interruptible: (id) => id !== 'stubborn',
    measure: (id, wanted) => new Promise<void>((end) => begun.push({ id, wanted, end })),
    after(_, ring) {
      timers.push(ring)
      return () => timers.splice(timers.indexOf(ring), 1)
    },
  })
  return { background, begun, timers }
}
const settle = () => new Promise(setImmediate)

describe('new machines', () => {
  it('are measured once each while no job is open', async () => {
    const { background, begun } = measuring()
    background.look()
    expect(begun.map(({ id }) => id)).toEqual([a, b])
    for (const { end } of begun) end()
    await settle()
    background.look()
    expect(begun).toHaveLength(2)
  })

  it.each([
    ['that are measured already', { benchmark: { ipm: 20 } as WorkerView['benchmark'] }],
    ['that are not idle', { state: 'unavailable' }],
    ['where somebody else is at work', { busyElsewhere: { text: '', untilAt: null } }],
    ['that nobody has looked at', { capabilities: null }],
  ] as const)('are left alone: those %s', (_, more) => {
    const { background, begun } = measuring([machine(a, more as Partial<WorkerView>)])
    background.look()
    expect(begun).toEqual([])
  })

  it('are left alone where a run could not be interrupted', () => {
    const { background, begun } = measuring([machine(WorkerId.parse('stubborn'))])
    background.look()
    expect(begun).toEqual([])
  })

  it('are measured when they change so that they can be, one by one', () => {
    const { background, begun } = measuring([])
    background.workerChanged(machine(a, { state: 'unavailable' }))
    expect(begun).toEqual([])
    background.workerChanged(machine(a))
    background.jobChanged(job, true)
    background.workerChanged(machine(b))
    expect(begun.map(({ id }) => id)).toEqual([a])
  })

  it('are left alone where the settings say so', () => {
    const { background, begun } = measuring(undefined, false)
    background.look()
    expect(begun).toEqual([])
  })

  it('are free at once for a job, and are measured some time after it', async () => {
    const { background, begun, timers } = measuring()
    background.look()
    background.jobChanged(job, true)
    expect(begun.map(({ wanted }) => wanted.aborted)).toEqual([true, true])
    for (const { end } of begun) end()
    await settle()
    background.look()
    background.jobChanged(job, false)
    background.look()
    expect([begun.length, timers.length]).toEqual([2, 1])
    timers[0]?.()
    expect(begun.map(({ id }) => id)).toEqual([a, b, a, b])
  })

  it('tell who is to be free when', async () => {
    const { background, begun } = measuring()
    background.look()
    const ending = background.cutShort()
    expect([...ending.keys()]).toEqual([a, b])
    begun[1]?.end()
    await ending.get(b)
    background.stop()
    background.look()
    expect(begun).toHaveLength(2)
  })
})
