/** What a run of mutation tests has shown, in words. */
import { readFileSync } from 'node:fs'

/** Line and column from 0. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A mutant, before any was tried. Those in code that runs while a module is loaded are none. */
export interface Planned {
  readonly file: string
  /** in the sample */
  readonly planned: boolean
  /** some test reaches it */
  readonly reached: boolean
}

/** What became of a mutant. */
export interface Tried {
  readonly file: string
  readonly location: { readonly start: Position; readonly end: Position }
  readonly replacement: string
  /** in Stryker's words */
  readonly status: string
}

export interface Results {
  readonly planned: readonly Planned[]
  readonly tried: readonly Tried[]
}

const FOUND = new Set(['Killed', 'Timeout', 'RuntimeError'])
/** Standard deviations to each side of which 95 % lie. */
const Z = 1.96
const MOST_SHOWN = 160

/** As `note` of mutation-sample.ts has written it. */
export function readResults(file: string): Results {
  const lines = readFileSync(file, 'utf8').split('\n')
  const all = lines.filter((line) => line !== '').map((line): Planned | Tried => JSON.parse(line))
  return {
    planned: all.filter((each) => 'planned' in each),
    tried: all.filter((each) => 'status' in each),
  }
}

/** Rows of a table in Markdown: each folder beneath src/main, then all of it. */
export function scoreRows(results: Results): string[] {
  const folderOf = ({ file }: { readonly file: string }) =>
    file.replace(/^src\/main\//, '').replace(/\/[^/]*$/, '')
  const folders = [...new Set(results.planned.map(folderOf))].sort()
  const rowOf = (name: string, within: (each: { readonly file: string }) => boolean) =>
    row(name, { planned: results.planned.filter(within), tried: results.tried.filter(within) })
  return [
    ...folders.map((folder) => rowOf(folder, (each) => folderOf(each) === folder)),
    rowOf('all of it', () => true),
  ]
}

function row(name: string, { planned, tried }: Results): string {
  const found = tried.filter(({ status }) => FOUND.has(status)).length
  const survived = tried.filter(({ status }) => status === 'Survived').length
  const sample = planned.filter((each) => each.planned)
  const reached = sample.filter((each) => each.reached).length
  // Which ones no test reaches is known at once. Of a run that was stopped those count that fall to what was tried.
  const unreached = Math.round((sample.length - reached) * (reached === 0 ? 1 : (found + survived) / reached))
  const all = found + survived + unreached
  const cells = [planned.length, all, found, survived, unreached, score(found, all, planned.length)]
  return `| ${[name, ...cells].join(' | ')} |`
}

/**
 * In percent; of a sample with the half width of its 95 % interval (Wilson's, which holds for few and for all or none as well), which shrinks to
 * nothing as the sample becomes the whole.
 */
function score(found: number, tried: number, mutants: number): string {
  if (tried === 0) return '–'
  const share = found / tried
  const off = (Z * Math.sqrt((share * (1 - share)) / tried + (Z / (2 * tried)) ** 2)) / (1 + Z ** 2 / tried)
  const most = off * Math.sqrt(1 - tried / mutants)
  return `${(100 * share).toFixed(1)} %${tried < mutants ? ` ± ${(100 * most).toFixed(1)}` : ''}`
}

/** What no test noticed: its place, what stands there, and what stood there instead. */
export function missed({ tried }: Results, root: string): string[] {
  const shown = (text: string) => text.replace(/\s+/g, ' ').slice(0, MOST_SHOWN)
  return tried
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .sort((one, other) => placeOf(one).localeCompare(placeOf(other), 'en', { numeric: true }))
    .map((each) => {
      const unreached = each.status === 'NoCoverage' ? ' (reached by no test)' : ''
      return `${placeOf(each)}${unreached}\n- ${shown(textAt(root, each))}\n+ ${shown(each.replacement)}`
    })
}

const placeOf = ({ file, location: { start } }: Tried) => `${file}:${start.line + 1}:${start.column + 1}`

function textAt(root: string, { file, location: { start, end } }: Tried): string {
  const lines = readFileSync(`${root}/${file}`, 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1)
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, end.column)
  lines[0] = (lines[0] ?? '').slice(start.column)
  return lines.join(' ')
}
