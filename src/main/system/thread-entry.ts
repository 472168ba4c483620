import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The file of a worker thread: the source `<name>.ts` beside the module `from`, or the bundle `<name>.js` that electron-vite makes of it (also
 * when `from` is in a chunk). null: it is missing. `from`: `import.meta.url` of the module that starts it.
 */
export function threadEntry(name: string, from: string): URL | null {
  const candidates = [`./${name}.ts`, `./${name}.js`, `../${name}.js`].map((path) => new URL(path, from))
  return candidates.find((url) => existsSync(fileURLToPath(url))) ?? null
}
