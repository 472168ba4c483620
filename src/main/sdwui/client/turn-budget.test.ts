import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { TurnBudget } from './turn-budget.ts'

test('all readers together get no more than their share of a turn, and everybody gets on', async () => {
  const budget = new TurnBudget(250)
  let passed = 0
  const reader = async () => {
    for (let piece = 0; piece < 10; piece++) {
      await budget.take(100)
      passed++
    }
  }
  const readers = Promise.all([reader(), reader()])
  const inTurns: number[] = []
  for (let turn = 0, before = 0; passed < 20 && turn < 100; turn++) {
    await nextTurn()
    inTurns.push(passed - before)
    before = passed
  }
  await readers
  expect(Math.max(...inTurns)).toBeLessThanOrEqual(3)
  expect(inTurns.length).toBeLessThan(20)
})

test('what is within the share waits for nothing', async () => {
  const budget = new TurnBudget(250)
  let turned = false
  setImmediate(() => {
    turned = true
  })
  for (let piece = 0; piece < 3; piece++) await budget.take(100)
  expect(turned).toBe(false)
  await budget.take(100)
  expect(turned).toBe(true)
})
