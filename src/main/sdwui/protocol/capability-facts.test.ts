import { expect, it } from 'vitest'
import { capabilityFacts } from './capability-facts.ts'

// sdapi.md 6: who waits in a queue, who loads a checkpoint by a call of its own, and who makes one image a request.
it.each([
  ['a1111', { queuesInOrder: true, ownHashes: false, loadsAhead: false, loadsAtOnce: true, batches: true }],
  ['reforge', { queuesInOrder: true, ownHashes: false, loadsAhead: false, loadsAtOnce: true, batches: true }],
  ['forge', { queuesInOrder: true, ownHashes: true, loadsAhead: true, loadsAtOnce: false, batches: true }],
  ['sdnext', { queuesInOrder: false, loadsAhead: true, loadsAtOnce: true, batches: true }],
  ['sdcpp', { queuesInOrder: false, loadsAhead: false, loadsAtOnce: false, batches: true }],
  ['koboldcpp', { queuesInOrder: false, loadsAhead: false, loadsAtOnce: false, batches: false }],
] as const)('%s queues, loads and batches as its kind does', (kind, facts) => {
  expect(capabilityFacts(kind)).toMatchObject(facts)
})

it.each([
  ['a1111', { interrupts: true, upscales: true, lacks: [] }],
  ['sdcpp', { interrupts: false, upscales: false }],
  ['koboldcpp', { interrupts: false }],
] as const)('%s can be asked for what it has a route for', (kind, facts) => {
  expect(capabilityFacts(kind)).toMatchObject(facts)
})
