import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'

const { powerMonitor } = vi.hoisted(() => ({ powerMonitor: { current: null as EventEmitter | null } }))
vi.mock('electron', () => {
  powerMonitor.current = new EventEmitter()
  return { powerMonitor: powerMonitor.current, powerSaveBlocker: {} }
})

it("hands on the system's word that it sleeps and has slept, until it is ended", async () => {
  const { tellOfSleep } = await import('./power.ts')
  const told: string[] = []
  const end = tellOfSleep({ suspended: () => told.push('suspended'), resumed: () => told.push('resumed') })
  powerMonitor.current?.emit('suspend')
  powerMonitor.current?.emit('resume')
  end()
  powerMonitor.current?.emit('resume')
  expect(told).toEqual(['suspended', 'resumed'])
})
