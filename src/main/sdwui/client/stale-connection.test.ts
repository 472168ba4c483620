import { describe, expect, test } from 'vitest'
import { isStale, StaleConnection, wasStale } from './stale-connection.ts'

const closed = { code: 'ECONNRESET' }
const reused = { reusedSocket: true }

// Servers close kept connections after 5 s of idling; only then is it certain that a request was not taken in, and may go out again.
describe('a kept connection that the server had closed', () => {
  test.each(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])('breaks at once with %s', (code) => {
    expect(wasStale(reused, { code }, 999)).toBe(true)
  })
  test.each([
    ['a new connection', { reusedSocket: false }, closed, 5],
    ['a request that nothing is known of', undefined, closed, 5],
    ['one that answered something', { ...reused, res: {} }, closed, 5],
    ['one that broke after a second', reused, closed, 1000],
    ['another failure', reused, { code: 'ETIMEDOUT' }, 5],
    ['a failure without a code', reused, new Error('x'), 5],
    ['no failure at all', reused, null, 5],
  ])('is not %s', (_, request, error, afterMs) => {
    expect(wasStale(request, error, afterMs)).toBe(false)
  })
  test('counts as such where no answer was begun, however node says that', () => {
    expect(wasStale({ ...reused, res: null }, closed, 5)).toBe(true)
    expect(wasStale({ ...reused, res: undefined }, closed, 5)).toBe(true)
  })
})

describe('the failure of such a connection', () => {
  const stale = new StaleConnection(new Error('socket hang up'))
  test('is known by itself and in up to two wrappers', () => {
    const wrapped = (times: number): Error =>
      times === 0 ? stale : new Error('wrapped', { cause: wrapped(times - 1) })
    expect([0, 1, 2, 3].map((times) => isStale(wrapped(times)))).toEqual([true, true, true, false])
  })
  test('says what it is, and keeps what node said', () => {
    expect(stale).toMatchObject({ name: 'StaleConnection', message: 'The kept connection was closed.' })
    expect(stale.cause).toMatchObject({ message: 'socket hang up' })
  })
  test('is not any other', () => {
    expect([isStale(new Error('x')), isStale(null), isStale('x')]).toEqual([false, false, false])
  })
})
