import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { globalsUsed, HOST, TIME_AND_CHANCE } from './host-globals.ts'
import { isTestCode } from './refusals.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function usesUnder(folder: string, names: readonly string[]): readonly string[] {
  return globSync(`${folder}/**/*.ts`, { cwd: root })
    .filter((file) => !isTestCode(file.replaceAll('\\', '/')))
    .flatMap((file) =>
      globalsUsed(file, readFileSync(join(root, file), 'utf8'), names).map((name) => `${file}: ${name}`),
    )
}

describe('globals of the host', () => {
  it('are not used by the domain, and neither are the real time and chance', () => {
    expect(usesUnder('src/main/core', [...HOST, ...TIME_AND_CHANCE])).toEqual([])
  })

  it('are not used by what crosses between the processes', () => {
    expect(usesUnder('src/shared', HOST)).toEqual([])
  })

  it('are not used by the protocol of the servers, apart from the bytes of pictures', () => {
    const names = HOST.filter((name) => name !== 'Buffer')
    expect(usesUnder('src/main/sdwui/protocol', names)).toEqual([])
  })
})

describe('a use of a global is found', () => {
  it.each([
    ['const now = Date.now()', 'Date'],
    ['const at: Date = new Date(0)', 'Date'],
    ['const draw = Math.random', 'Math.random'],
    ['setTimeout(() => {}, 5)', 'setTimeout'],
    ['const home = process.env.HOME', 'process'],
    ['const bytes = { Buffer }', 'Buffer'],
    ["globalThis.fetch('/')", 'globalThis'],
    ["document.title = 'x'", 'document'],
  ])('%s', (text, name) => {
    expect(globalsUsed('x.ts', text, [...HOST, ...TIME_AND_CHANCE])).toEqual([name])
  })

  it.each([
    'const least = Math.min(1, 2)',
    'clock.setTimeout(5)',
    'const facts = { process: 1, location: 2 }',
    'interface Facts { console: string; fetch(): void }',
    'class Port { self = 1; fetch() {} }',
    'const window = 3; use(window)',
    'const close = (window: number) => window + 1',
    '// Date and process in a comment',
  ])('and none in %s', (text) => {
    expect(globalsUsed('x.ts', text, [...HOST, ...TIME_AND_CHANCE])).toEqual([])
  })
})
