import { globSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { importsOf } from './imports.ts'

/** One import, resolved. */
export interface Edge {
  /** The importing file, from the root of the repository: `src/main/core/ports.ts`. */
  readonly from: string
  /** A file (`src/…`), a package (`zod`, `@dnd-kit/react`), a module of Node (`node:fs`), or null: computed, nobody can tell. */
  readonly to: string | null
  readonly line: number
}

/** The imports of one file, resolved. Throws when it cannot be parsed. */
export function edgesOf(path: string, text: string): readonly Edge[] {
  return importsOf(path, text).map(({ name, line }) => ({
    from: path,
    to: name === null ? null : resolve(path, name),
    line,
  }))
}

/** Every import of every TypeScript file under `src`. `root`: the folder of the repository. */
export function readEdges(root: string): readonly Edge[] {
  const files = globSync('src/**/*.{ts,tsx,mts,cts}', { cwd: root })
  return files.flatMap((file) => {
    const path = file.replaceAll('\\', '/')
    return edgesOf(path, readFileSync(join(root, path), 'utf8'))
  })
}

function resolve(from: string, name: string): string {
  const bare = name.replace(/\?.*$/, '')
  if (bare.startsWith('.')) return posix.join(posix.dirname(from), bare)
  if (isBuiltin(bare)) return bare.startsWith('node:') ? bare : `node:${bare}`
  return bare
    .split('/')
    .slice(0, bare.startsWith('@') ? 2 : 1)
    .join('/')
}
