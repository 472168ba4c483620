import { expect, it } from 'vitest'
import { fleetTime } from './fleet-clock.ts'

it('the fleet clock runs from where the snapshot found it, at its own pace', () => {
  const clockAnchor = { fleet: 1_000_000, wall: 500_000 }
  expect(fleetTime({ clockAnchor, timeScale: 1 }, 502_000)).toBe(1_002_000)
  expect(fleetTime({ clockAnchor, timeScale: 60 }, 502_000)).toBe(1_120_000)
})
