import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tributary-folder-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

it('makes a folder with those above it, and leaves one that is there', () => {
  const path = join(root, 'a', 'b', 'c')
  makeFolder(path)
  makeFolder(path)
  expect(statSync(path).isDirectory()).toBe(true)
})
it('refuses a path that leads through a file', () => {
  writeFileSync(join(root, 'file'), '')
  expect(() => makeFolder(join(root, 'file'))).toThrow(/EEXIST/)
  expect(() => makeFolder(join(root, 'file', 'below'))).toThrow(/ENOTDIR/)
})
it.skipIf(process.platform !== 'linux')('comes back where the system makes no folders', () => {
  expect(() => makeFolder('/proc/nowhere/at/all')).toThrow(/ENOENT/)
})
