import type { WorkerId } from '../../../../shared/ids.ts'
import type { BenchmarkProgress } from '../../../../shared/worker.ts'
import { orderedWorkers, type WorkersSlice } from '../../../state/workers.ts'

/** A machine that is being measured. */
export interface Measured {
  readonly id: WorkerId
  readonly name: string
  /** index into the palette of worker colours */
  readonly colour: number
  readonly progress: BenchmarkProgress
}

/** The machines that are being measured, side by side, and how far they are. */
export interface MeasuringNow {
  /** in the order of the board; never empty */
  readonly machines: readonly Measured[]
  /** 0..1 of the one that ends last */
  readonly fraction: number
  /** fleet seconds until the last one ends; null: that of some machine is not known yet */
  readonly remainingSeconds: number | null
}

/** Null: none is being measured. */
export function measuringNow(slice: WorkersSlice): MeasuringNow | null {
  const machines = orderedWorkers(slice).flatMap(({ config, benchmarkProgress }): Measured[] =>
    benchmarkProgress === null
      ? []
      : [{ id: config.id, name: config.name, colour: config.colour, progress: benchmarkProgress }],
  )
  if (machines.length === 0) return null
  const ends = machines.map(({ progress }) => progress.remainingSeconds ?? Number.POSITIVE_INFINITY)
  const last = Math.max(...ends)
  const fractions = machines.flatMap(({ progress }, at) => (ends[at] === last ? [progress.fraction] : []))
  return {
    machines,
    fraction: Math.min(...fractions),
    remainingSeconds: Number.isFinite(last) ? last : null,
  }
}
