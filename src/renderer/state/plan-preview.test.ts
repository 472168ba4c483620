import { expect, it } from 'vitest'
import { NO_OFFERS } from '../../shared/fleet-offers.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { offersChanged } from './offers.ts'
import { blockedBecause, noPlanPreview, obstaclesIn } from './plan-preview.ts'

it('knows of nothing in the way before there is a plan', () => {
  expect(obstaclesIn(noPlanPreview)).toBe(obstaclesIn(noPlanPreview))
  expect(obstaclesIn(noPlanPreview)).toEqual([])
  expect(blockedBecause(noPlanPreview)).toBeNull()
})

it('tells why no machine could make what the form asks for', () => {
  const blocked = reason('planning.nobody', { reasons: [reason('planning.no-room')] })
  const plan = { obstacles: [], blocked } as never
  expect(blockedBecause({ planPreview: { plan, stale: false, problem: null } })).toBe(blocked)
})

it('replaces the offers of one kind only', () => {
  const loras = [{ name: 'ink', on: 1, of: 2 }]
  const { offers } = offersChanged({ offers: NO_OFFERS }, { kind: 'loras', offers: loras })
  expect(offers).toEqual({ ...NO_OFFERS, loras })
  expect(offers.samplers).toBe(NO_OFFERS.samplers)
})
