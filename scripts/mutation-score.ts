/** What a run of mutation tests has shown, per folder, as rows of a table: mutants, tried, found, survived, reached by no test, score. */

/** The part of Stryker's report that is read here. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>
}

interface Tally {
  /** without those in code that runs while a module is loaded */
  mutants: number
  found: number
  survived: number
  unreached: number
}

const FOUND = new Set(['Killed', 'Timeout', 'RuntimeError'])

/** Markdown rows: each folder beneath src/main, then all of it. */
export function scoreRows(report: MutationReport): string[] {
  const folders = new Map<string, Tally>()
  const all: Tally = { mutants: 0, found: 0, survived: 0, unreached: 0 }
  for (const [file, { mutants }] of Object.entries(report.files)) {
    const folder = file.replace(/^src\/main\//, '').replace(/\/[^/]*$/, '')
    const tally = folders.get(folder) ?? { mutants: 0, found: 0, survived: 0, unreached: 0 }
    folders.set(folder, tally)
    for (const { status } of mutants)
      for (const each of [tally, all]) {
        if (status === 'Ignored') continue
        each.mutants++
        if (FOUND.has(status)) each.found++
        else if (status === 'Survived') each.survived++
        else if (status === 'NoCoverage') each.unreached++
      }
  }
  const rows = [...folders].sort(([one], [other]) => (one < other ? -1 : 1))
  return [...rows, ['all of it', all] as const].map(([name, tally]) => row(name, tally))
}

function row(name: string, { mutants, found, survived, unreached }: Tally): string {
  const tried = found + survived + unreached
  return `| ${[name, mutants, tried, found, survived, unreached, score(found, tried, mutants)].join(' | ')} |`
}

/** Standard deviations to each side of which 95 % lie. */
const Z = 1.96

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
