import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importCycles } from './cycles.ts'
import { edgesOf, readEdges } from './source-graph.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

function cyclesAmong(files: Record<string, string>) {
  return importCycles(Object.entries(files).flatMap(([path, text]) => edgesOf(path, text)))
}

describe('import cycles', () => {
  it('are none, types included', () => {
    expect(importCycles(readEdges(root))).toEqual([])
  })
})

describe('an import cycle is found', () => {
  it('of two files by their types alone', () => {
    expect(
      cyclesAmong({
        'src/a.ts': "import type { B } from './b.ts'",
        'src/b.ts': "import { type A } from './a.ts'",
        'src/c.ts': "import './a.ts'",
      }),
    ).toEqual([['src/a.ts', 'src/b.ts']])
  })

  it('over a re-export, a dynamic import and a type named by import()', () => {
    expect(
      cyclesAmong({
        'src/one/a.ts': "export * from '../two/b.ts'",
        'src/two/b.ts': "export const later = () => import('./c.ts')",
        'src/two/c.ts': "export type A = import('../one/a.ts').A",
      }),
    ).toEqual([['src/one/a.ts', 'src/two/b.ts', 'src/two/c.ts']])
  })

  it('of a file with itself', () => {
    expect(cyclesAmong({ 'src/a.ts': "import './a.ts'" })).toEqual([['src/a.ts']])
  })

  it('in each of two separate groups', () => {
    expect(
      cyclesAmong({
        'src/a.ts': "import './b.ts'",
        'src/b.ts': "import './a.ts'; import './c.ts'",
        'src/c.ts': "import './d.ts'",
        'src/d.ts': "import './c.ts'",
      }),
    ).toEqual([
      ['src/a.ts', 'src/b.ts'],
      ['src/c.ts', 'src/d.ts'],
    ])
  })

  it('and none where two paths meet again', () => {
    expect(
      cyclesAmong({
        'src/a.ts': "import './b.ts'; import './c.ts'",
        'src/b.ts': "import './d.ts'",
        'src/c.ts': "import './d.ts'",
        'src/d.ts': "import { z } from 'zod'",
      }),
    ).toEqual([])
  })
})
