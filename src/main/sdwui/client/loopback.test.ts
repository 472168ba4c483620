import { expect, test } from 'vitest'
import { isLoopback } from './loopback.ts'

// RFC 6761 (localhost and names below it), RFC 1122 (127.0.0.0/8), RFC 4291 (::1, mapped addresses).
test.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'argon.localhost',
  '127.0.0.1',
  '127.255.3.4',
  '::1',
  '[::1]',
  '::ffff:127.0.0.1',
  '[::ffff:7f00:1]',
  '::ffff:7fff:ffff',
])('%s stays on this machine', (host) => {
  expect(isLoopback(host)).toBe(true)
})
test.each([
  'argon',
  'notlocalhost',
  'localhost.example.org',
  'localhost..',
  '128.0.0.1',
  '10.127.0.0.1',
  '127.0.0.1.example.org',
  '127.0.0',
  '127.0.0.1234',
  '::2',
  'x::ffff:127.0.0.1',
  '::ffff:127.0.0.1.5',
  '::ffff:8f00:1',
  '::ffff:7f00:12345',
  '::ffff:10.0.0.1',
  '',
])('%s may be another', (host) => {
  expect(isLoopback(host)).toBe(false)
})
