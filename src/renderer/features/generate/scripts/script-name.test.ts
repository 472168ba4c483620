import { expect, test } from 'vitest'
import { scriptName } from './script-name.ts'

test.each([
  ['adetailer', 'ADetailer'],
  ['x/y/z plot', 'X/y/z plot'],
  ['Loopback', 'Loopback'],
  ['', ''],
])('writes %j as %j', (title, name) => {
  expect(scriptName(title)).toBe(name)
})
