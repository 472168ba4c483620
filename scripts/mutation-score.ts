/** What a run of mutation tests has shown, in words. */
import { readFileSync } from 'node:fs'

/** Line and column from 0. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** What became of a mutant. */
export interface Tried {
  readonly file: string
  readonly location: { readonly start: Position; readonly end: Position }
  readonly mutatorName: string
  readonly replacement: string
  /** in Stryker's words */
  readonly status: string
  /** 0..1, its place in the order they are tried in */
  readonly drawn: number
}

const FOUND = new Set(['Killed', 'Timeout', 'RuntimeError'])
const MISSED = new Set(['Survived', 'NoCoverage'])
/** Standard deviations to each side of which 95 % lie. */
const Z = 1.96
const MOST_SHOWN = 160

/** As `note` of mutation-sample.ts has written it; without mutants in code that runs while a module is loaded. */
export function readResults(file: string): Tried[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  const all = lines.filter((line) => line !== '').map((line): Tried => JSON.parse(line))
  return all.filter(({ status }) => status !== 'Ignored')
}

/** Those that count: of a run that was stopped, as if no more had been asked for than were tried until then. */
function counting(all: readonly Tried[], stopped: boolean): readonly Tried[] {
  const run = all.filter(({ status }) => FOUND.has(status) || status === 'Survived')
  const upTo = stopped ? Math.max(0, ...run.map(({ drawn }) => drawn)) : 1
  return all.filter(({ status, drawn }) => drawn <= upTo && (FOUND.has(status) || MISSED.has(status)))
}

/** Rows of a table in Markdown: each folder beneath src/main, then all of it. */
export function scoreRows(all: readonly Tried[], stopped: boolean): string[] {
  const folderOf = ({ file }: Tried) => file.replace(/^src\/main\//, '').replace(/\/[^/]*$/, '')
  const folders = [...new Set(all.map(folderOf))].sort()
  const tried = counting(all, stopped)
  const rowOf = (name: string, within: (each: Tried) => boolean) =>
    row(name, all.filter(within).length, tried.filter(within))
  return [
    ...folders.map((folder) => rowOf(folder, (each) => folderOf(each) === folder)),
    rowOf('all of it', () => true),
  ]
}

function row(name: string, mutants: number, tried: readonly Tried[]): string {
  const found = tried.filter(({ status }) => FOUND.has(status)).length
  const survived = tried.filter(({ status }) => status === 'Survived').length
  const cells = [mutants, tried.length, found, survived, tried.length - found - survived]
  return `| ${[name, ...cells, score(found, tried.length, mutants)].join(' | ')} |`
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

/** What no test noticed: place, what stands there, and what stood there instead. */
export function missed(all: readonly Tried[], stopped: boolean, root: string): string[] {
  const lines = new Map<string, string[]>()
  const linesOf = (file: string) => {
    const known = lines.get(file) ?? readFileSync(`${root}/${file}`, 'utf8').split('\n')
    lines.set(file, known)
    return known
  }
  return counting(all, stopped)
    .filter(({ status }) => MISSED.has(status))
    .sort((one, other) =>
      one.file === other.file
        ? one.location.start.line - other.location.start.line
        : one.file < other.file
          ? -1
          : 1,
    )
    .map(({ file, location: { start, end }, replacement, status }) => {
      const there = linesOf(file).slice(start.line, end.line + 1)
      there[there.length - 1] = (there.at(-1) ?? '').slice(0, end.column)
      there[0] = (there[0] ?? '').slice(start.column)
      const shown = (text: string) => text.replace(/\s+/g, ' ').slice(0, MOST_SHOWN)
      const unreached = status === 'NoCoverage' ? ' (reached by no test)' : ''
      return `${file}:${start.line + 1}:${start.column + 1}${unreached}\n- ${shown(there.join(' '))}\n+ ${shown(replacement)}`
    })
}
