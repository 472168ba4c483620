import { expect, test } from 'vitest'
import { scriptName } from './script-name.ts'

test.each([
  ['adetailer', 'ADetailer'],
  ['x/y/z plot', 'X/Y/Z plot'],
  ['sd upscale', 'SD upscale'],
  ['prompt matrix', 'Prompt matrix'],
  ['Loopback', 'Loopback'],
  ['', ''],
])('writes %j as %j', (title, name) => {
  expect(scriptName(title)).toBe(name)
})
