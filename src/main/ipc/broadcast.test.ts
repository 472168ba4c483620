import { expect, it, vi } from 'vitest'
import { JobId } from '../../shared/ids.ts'
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
