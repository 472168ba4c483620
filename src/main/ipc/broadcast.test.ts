import { expect, it, vi } from 'vitest'
import { JobId, WorkerId } from '../../shared/ids.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { createBroadcast } from './broadcast.ts'

it('sends an event to every window that is there, and passes over one that is being closed', () => {
  const [a, b] = [vi.fn(), vi.fn()]
  const window = (send: (channel: string, payload: unknown) => void, gone: boolean) => ({
    isDestroyed: () => gone,
    webContents: { isDestroyed: () => gone, send },
  })
  const broadcast = createBroadcast(() => [window(a, false), window(b, true)])
  const payload = { to: 'generate' as const, jobId: JobId.parse('j1') }
  broadcast('navigated', payload)
  expect(a.mock.calls).toEqual([['tributary:event:navigated', payload]])
  expect(b).not.toHaveBeenCalled()
})

it('sends the lists of a worker when they changed, and to a window that was not there before', () => {
  const sent: unknown[] = []
  let windows = 1
  const target = {
    isDestroyed: () => false,
    webContents: {
      isDestroyed: () => false,
      send: (_channel: string, payload: unknown) => sent.push(payload),
    },
  }
  const broadcast = createBroadcast(() => Array.from({ length: windows }, () => target))
  const argon = WorkerId.parse('argon')
  const capabilities = (loras: string[]) => ({ loras }) as unknown as WorkerView['capabilities']
  const [few, more] = [capabilities(['ink']), capabilities(['ink', 'wash'])]
  const say = (state: string, lists: WorkerView['capabilities']) =>
    broadcast('workerChanged', { config: { id: argon }, state, capabilities: lists } as unknown as WorkerView)
  const lists = () => sent.splice(0).map((payload) => (payload as Partial<WorkerView>).capabilities)

  say('idle', few)
  say('working', few)
  say('idle', more)
  expect(lists()).toEqual([few, undefined, more])
  windows = 0
  say('idle', few)
  windows = 1
  say('idle', few)
  expect(lists()).toEqual([few])
  broadcast('workerRemoved', { workerId: argon })
  say('idle', few)
  expect(lists().at(-1)).toEqual(few)
})
