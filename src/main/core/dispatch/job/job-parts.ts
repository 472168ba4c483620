import type { GenerationParams } from '../../generation.ts'
import type { RequestRuns } from '../../runs/request-runs.ts'
import { Exclusions } from './exclusions.ts'
import { IndexPool } from './index-pool.ts'

/** Images of a job that cost a worker the same and that the same workers can make: planned and dealt as one. */
export interface JobPart {
  readonly params: GenerationParams
  /** index of the first image of it */
  readonly first: number
  /** who is left out of it; of the others may take part all the same */
  readonly exclusions: Exclusions
  /** images of it that nobody works on */
  readonly pool: IndexPool
}

/** The images of a job that nobody works on, by its parts: most jobs have one. */
export class JobParts {
  readonly all: readonly JobPart[]
  readonly #runs: RequestRuns

  /** `one`: of a job that has one part, its images. */
  constructor(runs: RequestRuns, one: IndexPool) {
    this.#runs = runs
    const { runLength } = runs
    this.all = runs.parts.map(({ params, firsts }) => ({
      params,
      first: firsts[0] ?? 0,
      exclusions: new Exclusions(),
      pool:
        runLength === null ? one : poolOf(firsts, runLength, params.drawnLengths === undefined ? null : runs),
    }))
  }

  /** The only one of most jobs. */
  get first(): JobPart {
    return this.of(0)
  }

  /** Those of which images wait to be dealt; of a job that has none such, the first. */
  get open(): readonly JobPart[] {
    if (this.all.length === 1) return this.all
    const open = this.all.filter(({ pool }) => pool.size > 0)
    return open.length === 0 ? [this.first] : open
  }

  /** Images that nobody works on. */
  get size(): number {
    return this.all.reduce((sum, { pool }) => sum + pool.size, 0)
  }

  /** The part an index belongs to. */
  of(index: number): JobPart {
    const part = this.all[this.#runs.partOf(index)]
    if (part === undefined) throw new RangeError(`no part has image ${index}`)
    return part
  }

  put(index: number): void {
    this.of(index).pool.put(index)
  }

  /** False when it was not in. */
  remove(index: number): boolean {
    return this.of(index).pool.remove(index)
  }

  clear(): void {
    for (const { pool } of this.all) pool.clear()
  }
}

/** `drawn`: of images that are drawn their prompts. They are taken in their order: the long rows first would leave the short ones to the end. */
function poolOf(firsts: readonly number[], runLength: number, drawn: RequestRuns | null): IndexPool {
  const pool =
    drawn === null
      ? new IndexPool(0, 0, 'long-runs', runLength)
      : new IndexPool(0, 0, 'lowest', runLength, (index) => drawn.begins(index))
  for (const first of firsts) pool.append({ first, count: runLength })
  return pool
}
