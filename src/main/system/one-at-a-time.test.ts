import { expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

it('begins nothing before what came earlier has ended', async () => {
  const run = oneAtATime()
  const told: string[] = []
  const work = (name: string) => async () => {
    told.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    told.push(`${name} ends`)
    return name
  }
  expect(await Promise.all([run(work('one')), run(work('two'))])).toEqual(['one', 'two'])
  expect(told).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})

it('tells a failure to whoever asked, and goes on', async () => {
  const run = oneAtATime()
  const failed = run(() => Promise.reject(new Error('no')))
  const next = run(async () => 'went on')
  await expect(failed).rejects.toThrow('no')
  expect(await next).toBe('went on')
})
