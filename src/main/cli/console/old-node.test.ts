import { expect, test } from 'vitest'
import { oldNodeWords } from './old-node.ts'

test('a Node that lacks a module of its own is named, with what is needed', () => {
  const missing = Object.assign(new Error('No such built-in module: node:sqlite'), {
    code: 'ERR_UNKNOWN_BUILTIN_MODULE',
  })
  expect(oldNodeWords(missing, 'v20.1.0')).toBe(
    'This command needs Node 22.13 or newer; it was run by v20.1.0.',
  )
  expect(oldNodeWords(Object.assign(new Error('no'), { code: 'ENOENT' }), 'v20.1.0')).toBeNull()
  expect(oldNodeWords('no', 'v20.1.0')).toBeNull()
})
