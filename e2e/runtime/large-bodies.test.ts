import { expect, test } from 'vitest'
import { isLarge, offer } from './large-bodies.ts'

const answer = (bytes: number) => ({
  status: 203,
  headers: { 'content-type': 'text/javascript', 'content-security-policy': "default-src 'self'" },
  body: Buffer.alloc(bytes, 'a'),
})

test('only what is large is fetched, and only in place of what is fetched by http', () => {
  expect(isLarge('http://tributary-app.localhost/a.js', answer(1_000_000))).toBe(true)
  expect(isLarge('http://tributary-app.localhost/a.js', answer(1000))).toBe(false)
  expect(isLarge('tributary://image/1', answer(1_000_000))).toBe(false)
})

test('an answer is handed out as the app gave it, once, and nothing else is', async () => {
  const given = answer(1_000_000)
  const [first, second] = await Promise.all([offer(given), offer(answer(3))])
  expect(new URL(first).hostname).toBe('127.0.0.1')
  const got = await fetch(first)
  expect(got.status).toBe(given.status)
  expect(Object.fromEntries(got.headers)).toMatchObject(given.headers)
  expect(got.headers.has('date')).toBe(false)
  expect(Buffer.from(await got.arrayBuffer()).equals(given.body)).toBe(true)
  expect((await fetch(first)).status).toBe(404)
  expect((await fetch(new URL('/', first))).status).toBe(404)
  expect(await (await fetch(second)).text()).toBe('aaa')
})
