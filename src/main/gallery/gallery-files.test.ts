import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nodeFiles } from './gallery-files.ts'

const links = vi.hoisted(() => ({ refuse: null as string | null }))
const folders = vi.hoisted(() => ({ refuse: null as string | null }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return {
    ...real,
    link: (from: string, to: string) =>
      links.refuse === null
        ? real.link(from, to)
        : Promise.reject(Object.assign(new Error('no links here'), { code: links.refuse })),
    open: (path: string, flags: string) =>
      folders.refuse === null || flags !== 'r'
        ? real.open(path, flags)
        : Promise.reject(Object.assign(new Error('no folders here'), { code: folders.refuse })),
  }
})

let folder: string
beforeEach(() => {
  links.refuse = null
  folders.refuse = null
  folder = mkdtempSync(join(tmpdir(), 'tributary-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)

describe.each([
  ['with hard links', null],
  ['on a file system without them (FAT)', 'EPERM'],
  ['on a network drive without them', 'ENOTSUP'],
])('place, %s', (_, refusal) => {
  beforeEach(() => {
    links.refuse = refusal
  })

  it('moves the file', async () => {
    writeFileSync(at('a'), 'bytes')
    await nodeFiles.place(at('a'), at('b'))
    expect(readdirSync(folder)).toEqual(['b'])
    expect(readFileSync(at('b'), 'utf8')).toBe('bytes')
  })

  it('refuses a name that is taken and leaves both files as they were', async () => {
    writeFileSync(at('a'), 'new')
    writeFileSync(at('b'), 'old')
    await expect(nodeFiles.place(at('a'), at('b'))).rejects.toMatchObject({ code: 'EEXIST' })
    expect([readFileSync(at('a'), 'utf8'), readFileSync(at('b'), 'utf8')]).toEqual(['new', 'old'])
  })

  it('leaves nothing at the new name when the file is not there', async () => {
    await expect(nodeFiles.place(at('a'), at('b'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('lets one of many win who want the same name', async () => {
    for (let index = 0; index < 8; index++) writeFileSync(at(`from-${index}`), String(index))
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => nodeFiles.place(at(`from-${index}`), at('to'))),
    )
    const winners = outcomes.flatMap((outcome, index) =>
      outcome.status === 'fulfilled' ? [String(index)] : [],
    )
    expect(winners).toHaveLength(1)
    expect(readFileSync(at('to'), 'utf8')).toBe(winners[0])
    expect(readdirSync(folder)).toHaveLength(8)
  })
})

it('does not try another way where it is not links that the system lacks', async () => {
  writeFileSync(at('a'), 'bytes')
  links.refuse = 'EACCES'
  await expect(nodeFiles.place(at('a'), at('b'))).rejects.toMatchObject({ code: 'EACCES' })
  expect(readdirSync(folder)).toEqual(['a'])
})

describe('syncFolder', () => {
  it.each(['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EACCES'])(
    'is nothing where a system cannot do that: %s',
    async (code) => {
      folders.refuse = code
      await expect(nodeFiles.syncFolder(folder)).resolves.toBeUndefined()
    },
  )
  it('tells that the disk is broken, or the folder gone', async () => {
    await expect(nodeFiles.syncFolder(at('none'))).rejects.toMatchObject({ code: 'ENOENT' })
    folders.refuse = 'EIO'
    await expect(nodeFiles.syncFolder(folder)).rejects.toMatchObject({ code: 'EIO' })
  })
})

describe('write', () => {
  it('refuses to write over a file', async () => {
    writeFileSync(at('a'), 'old')
    await expect(nodeFiles.write(at('a'), Buffer.from('new'))).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readFileSync(at('a'), 'utf8')).toBe('old')
  })

  it('is an error of its own where the folder is missing', async () => {
    await expect(nodeFiles.write(at('none/a'), Buffer.from('x'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

it('reads a part, tells facts, lists kinds, and takes nothing for nothing', async () => {
  writeFileSync(at('a'), '0123456789')
  await nodeFiles.makeFolder(at('inner/deep'))
  expect((await nodeFiles.read(at('a'), 3, 4)).toString()).toBe('3456')
  expect((await nodeFiles.read(at('a'), 8, 100)).toString()).toBe('89')
  expect((await nodeFiles.facts(at('a')))?.bytes).toBe(10)
  expect(await nodeFiles.facts(at('a/b'))).toBeNull()
  expect((await nodeFiles.list(folder)).sort((x, y) => x.name.localeCompare(y.name))).toEqual([
    { name: 'a', kind: 'file' },
    { name: 'inner', kind: 'folder' },
  ])
  await nodeFiles.removeFolder(at('inner'))
  await nodeFiles.remove(at('none'))
  await nodeFiles.syncFolder(folder)
  expect(readdirSync(folder)).toEqual(['a', 'inner'])
})
