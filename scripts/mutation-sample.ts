/**
 * A plugin of Stryker that lets only a random sample of the mutants through. Which ones follows from the seed and from what each mutant
 * changes and where: the same seed tries the same changes of the same code, whatever else is mutated with it.
 */
import { createHash } from 'node:crypto'
import { relative } from 'node:path'

/** As Stryker describes it; lines and columns from 0. */
interface Mutant {
  readonly id: string
  readonly fileName: string
  readonly mutatorName: string
  readonly replacement: string
  readonly location: { readonly start: Position; readonly end: Position }
}

interface Position {
  readonly line: number
  readonly column: number
}

const percent = Number(process.env.MUTATION_SAMPLE)
const seed = process.env.MUTATION_SEED ?? ''

/** Uniform between 0 and 1. */
function drawn({ fileName, location: { start, end }, mutatorName, replacement }: Mutant): number {
  const what = [seed, relative(process.cwd(), fileName), start.line, start.column, end.line, end.column]
  const hash = createHash('sha256').update([...what, mutatorName, replacement].join('\n'))
  return hash.digest().readUInt32BE() / 2 ** 32
}

/** Stryker has no word for a mutant that is not tried; one that does not compile counts for nothing either. */
const judged = (mutant: Mutant) =>
  drawn(mutant) * 100 < percent
    ? { status: 'passed' }
    : { status: 'compileError', reason: 'not in the sample' }

const sample = {
  init: async () => {},
  check: async (mutants: readonly Mutant[]) =>
    Object.fromEntries(mutants.map((each) => [each.id, judged(each)])),
  group: async (mutants: readonly Mutant[]) => [mutants.map(({ id }) => id)],
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', value: sample }]
