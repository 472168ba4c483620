import { expect, it } from 'vitest'
import { controlSlidersOf } from './control-sliders.ts'
import type { Machine } from './fleet-offers.ts'
import { CAPABILITIES } from './testing/capabilities.ts'

const slider = { label: 'Low', min: 0, max: 9, step: 1, usual: 3 }
const machine = (controlSliders?: Record<string, (typeof slider)[]>, lane: Machine['lane'] = 'active') => ({
  lane,
  capabilities: { ...CAPABILITIES, ...(controlSliders ? { controlSliders } : {}) },
})

it('are told by the first machine in use that describes the preprocessor, whatever the case of its name', () => {
  const fleet = [
    machine({ canny: [{ ...slider, max: 1 }] }, 'off'),
    { lane: 'active' as const, capabilities: null },
    machine(),
    machine({ tile: [] }),
    machine({ canny: [slider] }),
    machine({ canny: [{ ...slider, max: 5 }] }),
  ]
  expect(controlSlidersOf(fleet, 'Canny')).toEqual([slider])
  expect(controlSlidersOf(fleet, 'tile')).toEqual([])
  expect(controlSlidersOf(fleet, 'mlsd')).toBeNull()
})
