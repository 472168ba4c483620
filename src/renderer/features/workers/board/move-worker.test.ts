import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import type { ToastAction } from '../../../state/toast-action.ts'
import { showDone, showProblem } from '../../../state/toasts.ts'
import { workerFixture } from '../../../testing/fixtures.ts'
import { useBoard } from '../board-store.ts'
import { moveWorker, stepWorker } from './move-worker.ts'

vi.mock('../../../state/toasts.ts', () => ({ showDone: vi.fn(), showProblem: vi.fn() }))

const helium = WorkerId.parse('helium')
const order = () => useBoard.getState().arranged

/** A main process that answers `moveWorker` as told; frames that come when they are asked for. */
function scripted(answer: () => unknown) {
  const asked: unknown[] = []
  const frames: (() => void)[] = []
  const moveWorkerCall = (request: unknown) => {
    asked.push(request)
    return Promise.resolve(answer())
  }
  vi.stubGlobal('window', { tributary: { moveWorker: moveWorkerCall } })
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
  vi.stubGlobal('cancelAnimationFrame', () => {})
  return { asked, nextFrame: () => frames.shift()?.() }
}

const problem = { kind: 'not-now', message: 'Not now.', remedy: null, field: null }

describe('moving a card', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const workers = ['laptop', 'helium'].map((id) => workerFixture(id))
    usePanel.setState({
      workersById: Object.fromEntries(workers.map((worker) => [worker.config.id, worker])),
      workerOrder: workers.map(({ config }) => config.id),
    })
    useBoard.setState({ arranged: null, dragging: null })
  })
  afterEach(async () => {
    // A move goes on after the test that began it, as long as frames may come.
    await vi.runAllTimersAsync()
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.mocked(showDone).mockClear()
    vi.mocked(showProblem).mockClear()
  })

  it('shows it in its new place before the main process has answered, and until its events are taken in', async () => {
    const main = scripted(() => ({ ok: true, value: {} }))
    const moved = moveWorker(helium, { lane: 'reserve', position: 0 })
    expect(order()).toEqual({ active: ['laptop'], reserve: ['helium'], off: [] })
    await moved
    expect(order()).not.toBeNull()
    main.nextFrame()
    expect(order()).not.toBeNull()
    main.nextFrame()
    expect(order()).toBeNull()
    expect(main.asked).toEqual([{ workerId: 'helium', lane: 'reserve', position: 0 }])
  })

  it('leaves the board to a card that was lifted before its events are taken in', async () => {
    const main = scripted(() => ({ ok: true, value: {} }))
    await moveWorker(helium, { lane: 'reserve', position: 0 })
    const from = { lane: 'active', position: 0 } as const
    useBoard.setState({ dragging: { id: WorkerId.parse('laptop'), from, byKeyboard: false } })
    main.nextFrame()
    main.nextFrame()
    expect(order()).toEqual({ active: ['laptop'], reserve: ['helium'], off: [] })
  })

  it('puts it back and says why when it is refused', async () => {
    scripted(() => ({ ok: false, problem }))
    await moveWorker(helium, { lane: 'off', position: 0 })
    expect(order()).toBeNull()
    expect(showProblem).toHaveBeenCalledWith(say('workers.failed.move', { name: 'helium' }), problem)
    expect(showDone).not.toHaveBeenCalled()
  })

  it('offers the way back to where it lay', async () => {
    const main = scripted(() => ({ ok: true, value: {} }))
    await moveWorker(helium, { lane: 'off', position: 0 })
    const [said, action] = vi.mocked(showDone).mock.calls[0] as [string, ToastAction]
    expect(said).toBe('helium is switched off')
    action.run()
    expect(main.asked.at(-1)).toEqual({ workerId: 'helium', lane: 'active', position: 1 })
  })

  it('asks nothing when it is dropped where it lay', async () => {
    const main = scripted(() => ({ ok: true, value: {} }))
    await moveWorker(helium, { lane: 'active', position: 1 })
    expect(main.asked).toEqual([])
    expect(order()).toBeNull()
  })

  it('steps within its lane and stops at the ends', () => {
    const main = scripted(() => ({ ok: true, value: {} }))
    stepWorker(helium, 1)
    expect(main.asked).toEqual([])
    stepWorker(helium, -1)
    expect(main.asked).toEqual([{ workerId: 'helium', lane: 'active', position: 0 }])
  })
})
