import { LAYERS, type Layer, TEST_FOLDERS, TEST_TOOLS } from './layers.ts'
import type { Edge } from './source-graph.ts'

/** The layer of a file; null: no row holds it. `at` of the answer is the folder itself, also for a row `folder/*`. */
export function layerOf(file: string): Layer | null {
  let best: Layer | null = null
  for (const row of LAYERS) {
    const at = folderOf(row.at, file)
    if (at !== null && (best === null || at.length >= best.at.length)) best = { ...row, at }
  }
  return best
}

/** Tests and what only tests may import. */
export function isTestCode(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.split('/').some((part) => TEST_FOLDERS.includes(part))
}

/** Why this import is refused: one sentence. null: it is allowed. */
export function refusalOf({ from, to, line }: Edge): string | null {
  const place = `${from}:${line}`
  const layer = layerOf(from)
  if (layer === null) return `${from} is in no layer of src/layers/layers.ts.`
  if (to === null) return `${place} computes what it imports; nobody can tell which layer that is.`
  const test = isTestCode(from)
  if (!test && isTestCode(to)) return `${place} imports ${to}, which is for tests.`
  const may = test ? [...layer.may, ...(layer.tests ?? []), ...TEST_TOOLS] : layer.may
  if (isWithin(to, layer.at) || may.some((allowed) => isWithin(to, allowed))) return null
  return `${place} imports ${to}, which ${layer.at} may not import.`
}

function folderOf(at: string, file: string): string | null {
  if (!at.endsWith('/*')) return isWithin(file, at) ? at : null
  const parent = at.slice(0, -1)
  if (!file.startsWith(parent)) return null
  const [folder, ...rest] = file.slice(parent.length).split('/')
  return rest.length === 0 ? null : `${parent}${folder}`
}

function isWithin(target: string, allowed: string): boolean {
  if (allowed === 'node:*') return target.startsWith('node:')
  if (!allowed.endsWith('/*')) return target === allowed || target.startsWith(`${allowed}/`)
  const parent = allowed.slice(0, -1)
  return target.startsWith(parent) && !target.slice(parent.length).includes('/')
}
