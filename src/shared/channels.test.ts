import { expect, it } from 'vitest'
import { CALL_NAMES, EVENT_NAMES } from './channels.ts'
import { CALLS, EVENTS } from './contract.ts'

it('names exactly the calls and events of the contract', () => {
  expect([...CALL_NAMES].sort()).toEqual(Object.keys(CALLS).sort())
  expect([...EVENT_NAMES].sort()).toEqual(Object.keys(EVENTS).sort())
})
