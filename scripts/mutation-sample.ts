/**
 * Two plugins of Stryker: one lets only a random sample of the mutants through, in a random order, the other notes what became of each as
 * it is known, so that a run can be stopped at any time. What is drawn follows from the seed and from what each mutant changes and
 * where: the same seed tries the same changes of the same code in the same order, whatever else is mutated with it.
 */
import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Planned, Position, Tried } from './mutation-score.ts'

/** As Stryker describes it; lines and columns from 0. */
interface Mutant {
  readonly id: string
  readonly fileName: string
  readonly mutatorName: string
  readonly replacement: string
  readonly location: { readonly start: Position; readonly end: Position }
}

const percent = Number(process.env.MUTATION_SAMPLE ?? 100)
const seed = process.env.MUTATION_SEED ?? ''
const results = process.env.MUTATION_RESULTS ?? ''

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
  // One by one, because those of a group are taken in the order of their ids.
  group: async (mutants: readonly Mutant[]) =>
    mutants.toSorted((one, other) => drawn(one) - drawn(other)).map(({ id }) => [id]),
}

/** What became of mutants is told with lines and columns from 1. */
const fromZero = ({ line, column }: Position): Position => ({ line: line - 1, column: column - 1 })

/** What is to be done with a mutant. `testFilter`: the tests that reach it; absent: all of them. */
interface Plan {
  readonly mutant: Mutant & { readonly status?: string }
  readonly runOptions?: { readonly testFilter?: readonly string[] }
}

const write = (what: readonly (Planned | Tried)[]) =>
  appendFileSync(results, what.map((each) => `${JSON.stringify(each)}\n`).join(''))

const note = {
  onMutationTestingPlanReady({ mutantPlans }: { readonly mutantPlans: readonly Plan[] }) {
    const open = mutantPlans.filter(({ mutant }) => mutant.status !== 'Ignored')
    write(
      open.map(({ mutant, runOptions }) => ({
        file: relative(process.cwd(), mutant.fileName),
        planned: drawn(mutant) * 100 < percent,
        reached: runOptions?.testFilter?.length !== 0,
      })),
    )
  },
  onMutantTested(mutant: Mutant & { readonly status: string }) {
    const { fileName, replacement, status } = mutant
    const file = relative(process.cwd(), fileName)
    const location = { start: fromZero(mutant.location.start), end: fromZero(mutant.location.end) }
    write([{ file, location, replacement, status }])
  },
}

export const strykerPlugins = [
  { kind: 'Checker', name: 'sample', value: sample },
  { kind: 'Reporter', name: 'note', value: note },
]
