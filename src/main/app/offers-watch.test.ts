import { expect, it } from 'vitest'
import type { OfferKind } from '../../shared/fleet-offers.ts'
import type { Machine } from '../core/offers/fleet-offers.ts'
import { atOnce } from '../core/offers/testing/at-once.ts'
import { CAPABILITIES } from '../core/offers/testing/capabilities.ts'
import { watchOffers } from './offers-watch.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

function setUp() {
  const told: [OfferKind, string[]][] = []
  let machines: Machine[] = []
  const due: (() => void)[] = []
  let works = 0
  const watch = watchOffers({
    machines: () => machines,
    announce: ({ kind, offers }) => told.push([kind, offers.map(({ name, on }) => `${name} ${on}`)]),
    run: async (steps) => {
      works++
      return atOnce(steps)
    },
    soon: (fn) => {
      due.push(fn)
      return () => void due.splice(due.indexOf(fn), 1)
    },
    report: (error) => expect.unreachable(String(error)),
  })
  return {
    watch,
    told,
    due,
    works: () => works,
    async have(next: Machine[]) {
      machines = next
      watch.look()
      watch.look()
      for (const fn of due.splice(0)) fn()
      await turn()
    },
  }
}

const machine = (loras: string[], more: Partial<Machine> = {}): Machine => ({
  lane: 'active',
  capabilities: { ...CAPABILITIES, loras },
  ...more,
})

it('announces what the fleet offers, kind by kind, once for each change of the lists', async () => {
  const { watch, told, works, have } = setUp()
  const argon = machine(['ink'])
  await have([argon])
  expect(told).toContainEqual(['loras', ['ink 1']])
  expect(watch.current.loras).toEqual([{ name: 'ink', on: 1, of: 1 }])
  const before = works()
  await have([{ ...argon, capabilities: { ...CAPABILITIES, ...argon.capabilities, loadedCheckpoint: 'x' } }])
  expect(works()).toBe(before)
  told.length = 0
  await have([argon, machine(['ink', 'wash'])])
  expect(told.filter(([kind]) => kind === 'loras')).toEqual([['loras', ['ink 2', 'wash 1']]])
  await have([{ ...argon, lane: 'off' }])
  expect(watch.current.loras).toEqual([])
})

it('does nothing more once it is stopped', async () => {
  const { watch, told, due, have } = setUp()
  watch.look()
  watch.stop()
  expect(due).toEqual([])
  await have([machine(['ink'])])
  expect(told).toEqual([])
})
