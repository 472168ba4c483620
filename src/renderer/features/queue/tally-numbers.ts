import type { WorkerTally } from '../../../shared/job.ts'

/** What the rows of a job's table add up to; seconds are of all machines together. */
export interface TallyTotal {
  readonly images: number
  readonly bonus: number
  readonly busySeconds: number
  readonly predictedSeconds: number
  readonly idleSeconds: number
  readonly failures: number
}

export function totalOf(tallies: readonly WorkerTally[]): TallyTotal {
  const sum = (pick: (tally: WorkerTally) => number) =>
    tallies.reduce((total, tally) => total + pick(tally), 0)
  return {
    images: sum(({ images }) => images),
    bonus: sum(({ bonus }) => bonus),
    busySeconds: sum(({ busySeconds }) => busySeconds),
    predictedSeconds: sum(({ predictedSeconds }) => predictedSeconds),
    idleSeconds: sum(({ idleSeconds }) => idleSeconds),
    failures: sum(({ failures }) => failures),
  }
}

/** How the time that a job took stands against the least it could have taken: "1.04 × the least possible"; null where that is not known. */
export function againstLeast(
  makespanSeconds: number | null,
  lowerBoundSeconds: number | null,
): string | null {
  if (makespanSeconds === null || lowerBoundSeconds === null || !(lowerBoundSeconds > 0)) return null
  return `${(makespanSeconds / lowerBoundSeconds).toFixed(2)} × the least possible`
}
