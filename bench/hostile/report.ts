import { type HostileCase, MEMORY_GOAL_MIB } from './cases.ts'
import type { Found } from './task.ts'

/** One row of the report. Names that other tools rely on; times in ms, memory in MiB. */
export interface HostileRow {
  readonly name: string
  readonly input: string
  /** null: not measured */
  readonly longestBlockMs: number | null
  readonly goalMs: number
  readonly peakRssMiB: number
  readonly goalRssMiB: number
  readonly outcome: string
  /** what is not as it should be, a sentence each; none: met */
  readonly missed: readonly string[]
}

/**
 * The rounds of a case in one row: the shortest of their longest blocks, because what the input itself costs is in every round and what else
 * the machine does is not; the largest memory; and everything that any of them complained of.
 */
export function rowOf(each: HostileCase, rounds: readonly Found[]): HostileRow {
  const best = rounds.reduce((least, round) =>
    (round.longestBlockMs ?? Number.POSITIVE_INFINITY) < (least.longestBlockMs ?? Number.POSITIVE_INFINITY)
      ? round
      : least,
  )
  const peakRssMiB = Math.max(...rounds.map((round) => round.peakRssMiB))
  const complaints = new Set(rounds.flatMap((round) => round.complaints))
  const { longestBlockMs } = best
  return {
    name: each.name,
    input: each.input,
    longestBlockMs,
    goalMs: each.goalMs,
    peakRssMiB,
    goalRssMiB: MEMORY_GOAL_MIB,
    outcome: best.outcome,
    missed: [
      ...(longestBlockMs !== null && longestBlockMs > each.goalMs
        ? [`the main thread is taken for ${longestBlockMs.toFixed(0)} ms`]
        : []),
      ...(peakRssMiB > MEMORY_GOAL_MIB ? [`${peakRssMiB.toFixed(0)} MiB`] : []),
      ...complaints,
    ],
  }
}

/** What is printed: a line for each case with its verdict, then how many miss. */
export function tableOf(rows: readonly HostileRow[]): string {
  const lines = rows.flatMap((row) => [
    `${row.missed.length === 0 ? 'met   ' : 'MISSED'} ${row.input}`,
    `       longest block ${blockOf(row)} (goal ${row.goalMs} ms), peak ${row.peakRssMiB.toFixed(0)} MiB (goal ${row.goalRssMiB} MiB)`,
    `       ${row.outcome}`,
    ...row.missed.map((what) => `       MISSED: ${what}`),
  ])
  const missed = rows.filter((row) => row.missed.length > 0)
  const verdict =
    missed.length === 0
      ? `All ${rows.length} met.`
      : `MISSED: ${missed.length} of ${rows.length} (${missed.map(({ name }) => name).join(', ')}).`
  return [...lines, '', verdict].join('\n')
}

const blockOf = ({ longestBlockMs }: HostileRow): string =>
  longestBlockMs === null ? 'not measured' : `${longestBlockMs.toFixed(0)} ms`
