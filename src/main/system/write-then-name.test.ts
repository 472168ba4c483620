import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeThenName } from './write-then-name.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('replaces a file only when all of the new one is there', async () => {
  const path = join(folder, 'a.txt')
  writeFileSync(path, 'old')
  let meanwhile = ''
  await writeThenName(path, async (unfinished) => {
    writeFileSync(unfinished, 'new')
    meanwhile = readFileSync(path, 'utf8')
  })
  expect([meanwhile, readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', 'new', ['a.txt']])
})

it('leaves nothing behind when writing breaks off, and says why', async () => {
  const path = join(folder, 'a.txt')
  writeFileSync(path, 'old')
  const broken = writeThenName(path, async (unfinished) => {
    writeFileSync(unfinished, 'ne')
    throw new Error('unplugged')
  })
  await expect(broken).rejects.toThrow('unplugged')
  expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['a.txt']])
})

it('leaves nothing behind when the file cannot get its name', async () => {
  const path = join(folder, 'a.txt')
  mkdirSync(path)
  await expect(writeThenName(path, async (unfinished) => writeFileSync(unfinished, 'new'))).rejects.toThrow(
    /EISDIR|EPERM|EEXIST/,
  )
  expect(readdirSync(folder)).toEqual(['a.txt'])
})
